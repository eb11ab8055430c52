# The outbox: mails, and how they fare.

post-done-all-again = The mails go out once more.

post-title = Outbox
post-groups = Mails by state
post-group-failed = Failed
post-group-queued = Waiting
post-group-sent = Sent
post-group-outdated = Outdated
post-group-all = All
post-none-failed = No mail has failed. There is nothing to do.
post-none = There is no mail here.
post-column-what = Mail
post-column-when = Decided on
post-column-state = State
post-state-queued = waits
post-state-sent = sent
post-state-failed = failed
post-state-outdated = outdated, not sent
post-next-try = next try: { $moment }
post-sent-at = { $moment }
post-tries = { $count ->
    [one] one try
   *[other] { $count } tries
}
post-retry = Send again
post-retry-all = Send all again
post-retry-all-title = Send all failed mails again?
post-retry-all-ask = { $count ->
    [0] No mail has failed at present.
    [one] One mail goes out once more.
   *[other] { $count } mails go out once more.
}
post-retry-all-means = First mend what the mail server complained of, or they fail again. What is outdated by now is not sent.
post-retry-all-more = There are older ones; these are the newest { $count }.
post-retry-all-send = { $count ->
    [one] Send one mail
   *[other] Send { $count } mails
}

post-offer = Question to a Lotse
post-offer-call = Please call, to the project
post-offer-taken = Taken already, to a Lotse
post-offer-withdrawn = Question withdrawn, to a Lotse
post-confirmation-lotse = Confirmation to the Lotse
post-confirmation-requester = Confirmation to the requesting organisation
post-change-lotse = Another time, to the Lotse
post-change-requester = Another time, to the requesting organisation
post-cancellation-lotse = Called off, to the Lotse
post-cancellation-requester = Called off, to the requesting organisation
post-nobody-found-requester = Nobody found, to the requesting organisation
post-alarm = Alarm to the project
post-reminder = Reminder to the Lotse
post-digest = Daily digest to the project
post-unserved = Nobody found, to the project
post-account-link = Link to the password
post-newcomer-confirmation = Confirmation to the newcomer
post-newcomer-change = Another time, to the newcomer
post-newcomer-cancellation = Called off, to the newcomer
post-newcomer-helper-lost = Somebody else is looked for, to the newcomer
post-newcomer-nobody-found = Nobody found, to the newcomer
post-newcomer-not-needed = Confirmation to the newcomer that they have called off
post-newcomer-help-withdrawn = Word to the newcomer that the project cannot help
post-newcomer-elsewhere = Notice to a former address of the newcomer
post-newcomer-reminder = Reminder to the newcomer
