# Lists inside a sentence.

list-or = { $firsts } oder { $last }
