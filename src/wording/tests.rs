//! What is said about numbers, word for word.
