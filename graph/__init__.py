"""The ground floor: the vocabulary, the plan algebra, the stores and the errors that every room may use."""
