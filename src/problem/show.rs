//! Problems as text with an excerpt, as JSON and for GitHub.
