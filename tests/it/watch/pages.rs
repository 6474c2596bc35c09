//! The pages of those who lead the desk: what they show, to whom, and what they refuse.
