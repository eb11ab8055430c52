# Dates and times as people say them. Between day and month stands a space that does not break.

date-day = { $weekday }, { $day } { $month }
date-date = { $weekday }, { $day } { $month } { $year }
date-clock = { $time }
date-clock-span = { $start }–{ $end }
date-date-time = { $date }, { $time }
date-span-over-days = { $start } to { $end }

date-mon = Mon
date-tue = Tue
date-wed = Wed
date-thu = Thu
date-fri = Fri
date-sat = Sat
date-sun = Sun

date-monday = Monday
date-tuesday = Tuesday
date-wednesday = Wednesday
date-thursday = Thursday
date-friday = Friday
date-saturday = Saturday
date-sunday = Sunday

date-jan = Jan
date-feb = Feb
date-mar = Mar
date-apr = Apr
date-may-short = May
date-jun = Jun
date-jul = Jul
date-aug = Aug
date-sep = Sep
date-oct = Oct
date-nov = Nov
date-dec = Dec

date-january = January
date-february = February
date-march = March
date-april = April
date-may = May
date-june = June
date-july = July
date-august = August
date-september = September
date-october = October
date-november = November
date-december = December
