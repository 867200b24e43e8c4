/// The Python of ``ComparisonNotebook``, one piece for each cell.
///
/// The pieces follow the definitions of the estimands, and are written apart from them: they are
/// only a check if they share no code with what they check.
enum NotebookCode {}
