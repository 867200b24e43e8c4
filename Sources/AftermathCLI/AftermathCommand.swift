@main
struct AftermathCommand { static func main() {} }
