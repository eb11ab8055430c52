//! Whole stories, from what people bring to what they get, on both databases.

mod sample_to_mail;
