# Taking lists: send, look, take.

upload-title = Take a list
upload-choose-file = Which list?
upload-again = Check another or a mended list
upload-lead = The list is only checked at first. It is stored when you agree afterwards, as a whole or not at all.
upload-kind = What is in it?
upload-kind-lotsen = Lotsen
upload-kind-requests = Requests
upload-carrier = Lotsen project
upload-choose = please choose
upload-file = File
upload-file-hint = Excel (.xlsx) or CSV with headings, at most { $megabytes } MB. The list says who has which number: by that a row is recognised the next time.
upload-file-missing = Please choose the file.
upload-send = Check the list
upload-possible = The list is all right. Nothing is stored yet.
upload-nothing-new = The list is all right and says nothing new. There is nothing to take.
upload-refused = { $count ->
    [one] One field needs a change. Mend it in your file and check it again; nothing is stored.
   *[other] { $count } fields need a change. Mend them in your file and check it again; nothing is stored.
}
upload-count-new = { $count } new
upload-count-changed = { $count } changed
upload-count-unchanged = { $count } unchanged
upload-count-left-alone = { $count } stay, because somebody has been asked
upload-count-faulty = { $count } faulty
upload-take-lotsen = { $count ->
    [one] Take one Lotse
   *[other] Take { $count } Lotsen
}
upload-take-requests = { $count ->
    [one] Take one request
   *[other] Take { $count } requests
}
upload-new-organisations = New organisations that are added with it
upload-faults = What is to be changed
upload-column-place = Where
upload-column-value = Content
upload-column-what = What is wrong
upload-column-remedy = What helps
upload-row = Row { $row }
upload-row-of-sheet = { $sheet }, row { $row }
upload-notices = Good to know
upload-more = { $count ->
    [one] There is one more.
   *[other] There are { $count } more.
}
