# Confirming hours.

hour-title = Hours
hour-groups = Which entries
hour-group-waiting = To confirm
hour-group-rejected = Sent back
hour-group-confirmed = Confirmed
hour-group-all = All
hour-of-one = Entries of one person only.
hour-of-everybody = Show all
hour-none-waiting = All is confirmed. New entries appear here as soon as somebody writes hours down.
hour-none = Nothing is here.
hour-column-pick = Choice
hour-column-who = Who
hour-column-what = Assignment
hour-column-worked = Duration
hour-column-state = Status
hour-kilometres = { $km } km
hour-planned = planned { $duration }
hour-long = much longer than planned
hour-state-logged = to confirm
hour-state-confirmed = confirmed
hour-state-rejected = sent back
hour-sent-back-because = Reason: { $reason }
hour-pick-all = Choose all
hour-picked = Chosen entries
hour-none-picked = Choose entries first, by the boxes at the begin of the rows.
hour-confirm = Confirm what is chosen
hour-return = Send back for a correction
hour-reason = What is to be corrected?
hour-reason-hint = The Lotse reads it.
hour-confirm-title = Confirm the hours?
hour-confirm-lead = { $count ->
    [one] One entry of { $duration }. What is confirmed counts and is paid.
   *[other] { $count } entries of { $duration } together. What is confirmed counts and is paid.
}
hour-confirm-send = Confirm the hours
hour-confirm-keep = Not yet
hour-history-title = Entry and history
hour-history = History
hour-somebody = somebody without an account
hour-reopen = Take the confirmation back
hour-reopen-hint = The entry no longer counts and goes back for a correction. Its history stays.
hour-reopen-reason = What is to be corrected?
hour-reopen-send = Take the confirmation back
