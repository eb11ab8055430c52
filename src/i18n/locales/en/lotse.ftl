# Pages about Lotsen: list, profile, form.

lotse-list-title = Lotsen
lotse-groups = Which Lotsen
lotse-group-active = Active
lotse-group-coming = Getting ready
lotse-group-paused = Paused
lotse-group-left = Left
lotse-group-all = All
lotse-search = Name or number
lotse-language = Language
lotse-level = at least
lotse-level-spoken = Level
lotse-region = Region
lotse-region-any = all regions
lotse-service = Support
lotse-service-any = any
lotse-import = Take a list
lotse-new = New Lotse
lotse-none = Nobody is here. Add somebody, or take the list that you keep already.
lotse-none-narrowed = Nobody matches this choice. Take a filter away.
lotse-column-name = Name
lotse-column-town = Town
lotse-column-languages = Languages
lotse-column-week = This week
lotse-column-status = Status

lotse-status-applicant = interested
lotse-status-in-training = in training
lotse-status-active = active
lotse-status-paused = paused
lotse-status-left = left
lotse-status-no-way = There is no step from “{ $from }” to “{ $to }”. Perhaps somebody else has changed the status meanwhile: load the page again.
lotse-transport-car = car
lotse-transport-public = bus and train
lotse-transport-bicycle = bicycle
lotse-transport-foot = on foot
lotse-qualification-basic-course = Basic course
lotse-qualification-interpreting-course = Course in lay interpreting
lotse-qualification-criminal-record = Extended criminal record certificate
lotse-qualification-confidentiality = Declaration of confidentiality
lotse-qualification-health-module = Health module
lotse-expired = expired on { $day }
lotse-expires = expires on { $day }
lotse-since = since { $day }
lotse-until = until { $day }
lotse-days = { $first } to { $last }
lotse-without-consent = no consent
lotse-without-email = no mail address
lotse-without-phone = no telephone number
lotse-load = { $count ->
    [one] one assignment, { $duration }
   *[other] { $count } assignments, { $duration }
}
lotse-load-none = still free
lotse-load-of-minutes = { $done } of { $most }
lotse-load-of-assignments = { $most ->
    [one] { $done } of one assignment
   *[other] { $done } of { $most } assignments
}
lotse-load-full = week full

lotse-contact = Show contact
lotse-contact-title = Contact: { $name }
lotse-contact-noted = That you have looked is noted in the audit.
lotse-contact-change = Change the contact
lotse-contact-send = Save the contact
lotse-contact-elsewhere = Mail and telephone have a page of their own:
lotse-edit = Edit
lotse-warnings = Please look at this
lotse-languages = Languages
lotse-week = When in the week
lotse-week-caption = Times at which they can be asked, by day and hour
lotse-week-grid = Click hours, or choose them with the arrow keys
lotse-week-free = possible
lotse-week-partly = partly possible
lotse-week-taken = not possible
lotse-week-all-day = all day
lotse-week-never = –
lotse-week-any = at any time
lotse-week-weekly = at these times
lotse-week-when = Can be asked
lotse-week-hint = For example 9–12 or 9:30–12, 14–17. An empty day means: not on that day.
lotse-week-either = There are times below. Choose “at these times”, or empty the days.
lotse-week-unreadable = These times cannot be read. Write them like 9–12 or 9:30–12, 14–17.
lotse-absences = Absences
lotse-absences-none = None noted.
lotse-away-now = now
lotse-away-back = Take back
lotse-away-new = Note an absence
lotse-away-hint = What is proposed for these days is dropped. What was agreed stays.
lotse-away-first = First day
lotse-away-last = Last day
lotse-away-last-hint = Empty: only this one day
lotse-away-send = Note the absence
lotse-coming = Next assignments
lotse-coming-none = Nothing agreed.
lotse-this-week = This week:
lotse-hours = Hours this year
lotse-hours-all = All entries
lotse-year = { $year }: { $confirmed } confirmed, { $waiting } wait for confirmation.
lotse-year-funded = { $year }: { $confirmed } of { $funded } confirmed, { $waiting } wait for confirmation.
lotse-week-guide = This week: { $planned } agreed or done; the guide value is { $guide }.
lotse-week-much = above the guide value
lotse-year-interpreting = { $count ->
    [one] One assignment of interpreting beside that.
   *[other] { $count } assignments of interpreting beside that.
}
lotse-qualifications = Qualifications
lotse-qualifications-none = None noted.
lotse-profile = Profile
lotse-home = Home
lotse-radius = Radius in km
lotse-radius-said = { $km } km
lotse-transport = Travels by
lotse-services = Support
lotse-modes = Meeting
lotse-limits = How much in a week
lotse-at-most-minutes = at most { $duration }
lotse-at-most-assignments = { $count ->
    [one] at most one assignment
   *[other] at most { $count } assignments
}
lotse-at-most-offers = { $count ->
    [one] at most one question
   *[other] at most { $count } questions
}
lotse-topics-wished = Likes
lotse-topics-refused = Rather not
lotse-gender = Gender
lotse-gender-none = not stated
lotse-consent = Consent given on
lotse-blocked = Not for
lotse-blocked-clients = Not with
lotse-carrier = Lotsen project

lotse-new-title = New Lotse
lotse-edit-title = Edit the profile
lotse-person = Person
lotse-given-name = Given name
lotse-family-name = Family name
lotse-list-number = Number in your list
lotse-number-taken = Somebody has this number already. Choose another one.
lotse-status = Status
lotse-email = Mail
lotse-email-hint = Questions go there. Without an address you call.
lotse-phone = Telephone
lotse-consent-hint = The day on which they agreed that their data are used. Without it nobody is proposed.
lotse-home-hint = Postcode or town, where trips begin
lotse-town = Part of town
lotse-town-hint = Only where it helps
lotse-radius-hint = In a straight line
lotse-what = What, where and how
lotse-minutes-per-week = Minutes of appointments
lotse-assignments-per-week = Assignments
lotse-offers-per-week = Questions
lotse-limits-hint = At most so much. Empty means: no limit.
lotse-qualification = Qualification
lotse-qualifications-hint = Without a last day it counts as long as the funding programme has it.
lotse-acquired = since
lotse-valid-until = counts until
lotse-topics = Topics
lotse-choose = please choose
lotse-more-rows = More rows
lotse-send = Save the profile
lotse-statement = Monthly statement
lotse-coordinates = Coordinates the others this year.
lotse-coordinates-not = Does not coordinate this year.
lotse-coordinates-begin = Does coordinate
lotse-coordinates-end = No longer coordinates
