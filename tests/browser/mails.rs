//! Links in mails that the program has put down.

use mail_parser::MessageParser;

use super::program::Program;

/// What links in mails begin with: the demo's `web.public_url`.
const PUBLIC: &str = "http://127.0.0.1:8080/";

impl Program {
    /// Paths within the service to which mails lead, in the order of their files' names; to one address only, if it is named.
    pub fn links(&self, to: Option<&str>) -> Vec<String> {
        let files = std::fs::read_dir(self.mails()).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.filter(|file| file.extension().is_some_and(|end| end == "eml")).collect();
        files.sort();
        let mut links = Vec::new();
        for file in files {
            let bytes = std::fs::read(&file).unwrap();
            let mail = MessageParser::default().parse(&bytes).unwrap();
            let addressed = |to| mail.to().is_some_and(|list| list.contains(to));
            if to.is_none_or(addressed) {
                let text = mail.body_text(0).unwrap();
                let words = text.split_whitespace().filter_map(|word| word.strip_prefix(PUBLIC));
                links.extend(words.map(|path| format!("/{path}")));
            }
        }
        links
    }
}
