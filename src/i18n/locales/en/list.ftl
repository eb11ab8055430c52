# Lists inside a sentence.

list-or = { $firsts } or { $last }
