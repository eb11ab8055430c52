# Organisations: their settings, and what carriers lend each other.

house-done-added = The organisation is added. Now invite the people who work there.
house-done-agreed = Your agreement is noted.
house-done-withdrawn = Your agreement is withdrawn.

house-list-title = Organisations
house-own = Yours
house-none = No organisation fits this.
house-search = Name
house-any = all
house-name = Name
house-kind = Kind
house-kind-hint = A carrier runs a Lotsen project, an agency looks for Lotsen. The kind cannot be changed later.
house-kind-carrier = Carrier
house-kind-agency = Requesting agency
house-kind-competence-centre = Competence centre
house-region = Region
house-regions = Regions
house-regions-more = { $named } and { $count ->
    [one] one more
   *[other] { $count } more
}
house-regions-hint = Where the project finds Lotsen. Requests from there come to this carrier.
house-regions-carrier = Only carriers have regions. Leave them empty for others.
house-no-regions = none yet
house-email = Mail address
house-email-hint = An address of the institution, not of a person.
house-no-email = none: nothing is sent
house-facts = Facts
house-add = Add an organisation
house-add-title = Add an organisation
house-edit = Change the facts
house-edit-title = Change the facts
house-save = Save
house-name-taken = Another one has this name. Take one that tells them apart.
house-readdress = Change the mail address
house-readdress-title = Change the mail address
house-readdress-means = Daily digest, alarms and requests to call go there, and Lotsen answer there.
house-readdress-empty = Without an address the organisation gets no mails.
house-remove = Remove
house-remove-title = Remove the organisation?
house-remove-only = This works only while no Lotsen, requests, matching runs or accounts belong to it.
house-remove-means = Agreements to lend are lost with it.

house-lendings = Lending
house-lendings-about = Carriers that lend each other Lotsen have them proposed for each other's requests. It holds once both have agreed.
house-lendings-none = No agreement yet.
house-lends-to = Lotsen go to { $name } too
house-borrows-from = Lotsen come from { $name } too
house-lending-holds = holds
house-lending-waits = waits for { $name }
house-agree = Agree
house-withdraw = Withdraw
house-withdraw-title = Withdraw the agreement?
house-withdraw-means = Lotsen are no longer proposed this way. Proposals that are not released yet are dropped.
house-withdraw-stays = Assignments that were agreed stay.
house-propose = Agree with another carrier
house-with = Carrier
house-way = Direction
house-way-lend = Our Lotsen go to this carrier too
house-way-borrow = Lotsen of this carrier come to us too
house-propose-send = Propose the agreement
house-form = Form for newcomers
house-form-is-open = The form is open.
house-form-is-closed = The form is closed.
house-form-look = Look at the form and pass its address on
house-form-open = Open the form
house-form-close = Close the form
house-form-open-means = Newcomers can ask for help without an account, in 18 languages.
house-form-open-reads = Each request comes to “Today” as a draft. Nobody is looked for before somebody of the project has read and posted it.
house-form-open-many = At most 50 requests wait; then the form refers to the project’s mail address.
house-form-close-means = Nobody can ask by the form any more. What has come stays.
