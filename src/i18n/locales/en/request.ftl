# Pages about requests.

request-list-title = Requests
request-groups = Which requests
request-group-running = All running
request-group-needed = To decide
request-group-offered = Waiting for answers
request-group-assigned = Filled
request-group-over = Over
request-search = Number, code or town
request-region = Region
request-region-any = all regions
request-sort = Order
request-sort-begin = by appointment
request-sort-priority = by urgency
request-sort-newest = newest first
request-none = There is nothing here. As soon as there are requests, they stand in this list.
request-none-narrowed = No request fits this selection. Take a filter away.
request-column-what = What
request-column-when = When
request-column-where = Where
request-column-who = From
request-column-state = State

request-new-title = New request
request-edit-title = Change the request
request-what = What is needed?
request-when = When?
request-when-hint = One appointment is enough. Each further one makes it likelier that somebody is free; the dearest first.
request-where = Where?
request-how-urgent = How urgent?
request-newcomer = For whom?
request-further = Further wishes
request-organisation = Requesting organisation
request-carrier = Lotsen project
request-carrier-nearest = the one that serves the place
request-choose = please choose
request-client = Code of the person
request-client-hint = A code under which you know the person, such as K-17. Never a name.
request-service = Help
request-topic = Topic
request-modes = Meeting
request-language = Language
request-level = at least
request-languages = Languages
request-place = Postcode or town
request-place-hint = For example 37269 or Eschwege
request-place-unknown = This town is not known here. Check the spelling, or give the postcode.
request-place-several = There are several places of this name. Give the postcode: { $postcodes }.
request-street = Street and number
request-meeting-point = Meeting point
request-meeting-point-hint = Seen only after somebody has accepted, for example: main entrance
request-alternative = Appointment
request-date = Day
request-time = Time
request-minutes = Minutes
request-more-times = More appointments
request-series = A series of { $count } sittings from { $first } stays as it is.
request-window = Flexible times would do too
request-window-hint = Any time within this frame will do, such as a morning.
request-window-date = Day
request-window-until = until day
request-window-from = not before
request-window-to = over by
request-window-said = any time between { $from } and { $to }, { $minutes } min
request-priority = Urgency
request-urgency-reason = Why urgent?
request-urgency-reason-hint = Only needed where it is urgent; nothing about health
request-deadline = To be settled by
request-lotsen-needed = Number of Lotsen
request-gender = Gender of the Lotse
request-gender-any = does not matter
request-gender-must = This has to be so, not only if possible
request-gender-is-must = { $gender }, condition
request-gender-is-wish = { $gender }, if possible
request-confirmation = Language of the confirmation
request-confirmation-hint = Plain German always stands beside it.
request-newcomer-email = Mail address of the person
request-newcomer-email-hint = For the confirmation, where it is wanted
request-list-number = Number in your list
request-send = Post the request

request-send-draft = Save as a draft
request-put-out = Post the request
request-edit = Change
request-again = Ask once more
request-cancel = Call off
request-answer = Who could take it?
request-going = Who goes
request-proposed = Proposed
request-asked = Asked
request-answer-until = Answer by { $moment }
request-facts = The request
request-steps = What was done
request-posted = Posted
request-language-said = { $language } ({ $native }), at least { $level }
request-sketch = Sketch: { $town } and where the volunteers in the list live, joined by straight lines
request-candidates-lead = { $count ->
    [one] One person could take it.
   *[other] { $count } could take it, the most fitting first.
}
request-answer-busy = Nobody looks for who could take it just now: too many are looking at the same time.
request-answer-again = Look again
request-nobody-lead = As the request is, nobody can take it at the moment.
request-time-over = The time of the request is over. A new appointment opens it again.
request-effort = { $minutes ->
    [one] One minute of effort
   *[other] { $minutes } minutes of effort
}
request-terms = What the effort is made of, in minutes
request-term-travel = Way there and back
request-term-language = Language
request-term-mode = Kind of meeting
request-term-appointment = Wished appointment
request-term-gender = Wish for a gender
request-term-known = knows the person already
request-term-topic = Topic
request-term-asked = asked recently
request-term-load = week filled already
request-cures = What would help?
request-cure-apply = Apply and match again
request-funnel-all = Lotsen in the pool that serves it
request-funnel-left = of these { $hurdle }
request-passed-status = active
request-passed-consent = with consent
request-passed-pool = in the pool that serves it
request-passed-service = offer this help
request-passed-language = speak the language well enough
request-passed-gender = of the gender wished for
request-passed-exclusion = not excluded, have not declined
request-passed-mode = reachable in this way
request-passed-distance = within reach
request-passed-absence = not away
request-passed-availability = free at that time
request-passed-qualification = with valid certificate
request-passed-overlap = without another assignment then
request-passed-weekly-load = with weekly hours left
request-passed-yearly-cap = with yearly hours left
request-passed-client-cap = still allowed for this person
request-passed-ask-budget = may still be asked this week

request-together = With the requests that are ticked:
request-together-choose = Choose
request-together-post-drafts = Post drafts
request-together-cancel-title = { $count ->
    [one] Cancel one request?
   *[other] Cancel { $count } requests?
}
request-together-cancel = { $count ->
    [one] Cancel the request
   *[other] Cancel { $count } requests
}
request-together-cancel-means = Whoever was asked or has accepted is told. This cannot be undone.
request-together-post-title = { $count ->
    [one] Post one draft?
   *[other] Post { $count } drafts?
}
request-together-post = { $count ->
    [one] Post the request
   *[other] Post { $count } requests
}
request-together-post-means = They are matched in the next run, urgent ones at once:
request-together-left-out = Not among them: { $request }
request-together-none-title = Nothing chosen
request-together-none = Tick the requests in the list that you mean. Only drafts can be posted, and only what is not over can be cancelled.
request-together-time-over = The time of at least one draft is over. Open it and give new times; nothing was stored.

request-cancel-title = Call the request off?
request-cancel-going = { $count ->
    [one] One Lotse has accepted and is told; so are the requesting organisation and, where there is an address, the person.
   *[other] { $count } Lotsen have accepted and are told; so are the requesting organisation and, where there is an address, the person.
}
request-cancel-asked = { $count ->
    [one] One Lotse has been asked: the question is taken back.
   *[other] { $count } Lotsen have been asked: the questions are taken back.
}
request-cancel-nobody = Nobody has accepted yet. This cannot be undone, but you can ask once more.
request-cancel-who = Who calls it off?
request-cancel-requester = the requesting organisation
request-cancel-newcomer = the newcomer (who needs no help any more)
request-cancel-project = the project
request-cancel-send = Call the request off
request-cancel-keep = Do not call it off
request-contact = Show the person’s e-mail
request-contact-title = The person’s e-mail
request-contact-none = none known
request-contact-means = Confirmation and changes go there. The former address is told that it hears no more.
request-asked-by-newcomer = Asked for on { $moment } by the form for newcomers. Please read it, change it where needed, then post it; or write to the person and call it off.
