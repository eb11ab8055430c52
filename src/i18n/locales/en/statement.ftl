# Monthly statements.

statement-title-of = Statement { $month }
statement-file-name = statement
statement-lead = { $amount } for { $month }, from confirmed hours.
statement-months = Other months
statement-back = Back
statement-as-pdf = Download PDF
statement-as-csv = CSV
statement-as-xlsx = Excel
statement-lotse = Lotse
statement-project = Project
statement-month = Month
statement-paid = Allowance
statement-year = In the year so far
statement-year-said = { $paid } of at most { $most } hours paid
statement-year-of = In the whole year so far: { $paid } of at most { $most } paid.
statement-undecided = { $count ->
    [one] One entry of this month is not confirmed yet and not contained here.
   *[other] { $count } entries of this month are not confirmed yet and not contained here.
}
statement-nothing = Nothing is confirmed for this month.
statement-how = Accompaniment is paid by the minute, rounded to a cent for each assignment; interpreting by the appointment. The rates and limits of each day hold.
statement-signed-lotse = Date, signature of the Lotse
statement-signed-project = Date, signature of the project
statement-missing-letters = □ stands for letters that the font of this file does not have. They are in the CSV and the Excel file.
statement-foot = Lotsenwerk, as of { $day }
statement-column-day = Day
statement-column-request = Request
statement-column-what = Assignment
statement-column-hours = Hours
statement-column-sittings = Appointments
statement-column-paid = of these paid
statement-column-paid-hours = of these paid
statement-column-paid-sittings = of these paid
statement-column-rate = Rate
statement-column-amount = Amount
statement-column-remark = Remark
statement-sum = Sum
statement-beyond-hours = hours of the year used up
statement-beyond-client = limit of paid assignments for the person reached
statement-no-rules = no funding rules for this day
statement-beyond-budget = budget of the year used up
