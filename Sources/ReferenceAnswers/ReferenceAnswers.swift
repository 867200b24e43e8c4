@main
struct ReferenceAnswers { static func main() {} }
