# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] قرار ملاقات شما
   *[other] قرارهای ملاقات شما
}
newcomer-subject-change = زمان جدید قرار ملاقات شما
newcomer-subject-cancelled = قرار ملاقات شما لغو شد
newcomer-subject-not-needed = لغو کمک
newcomer-subject-helper-lost = مهم: قرار ملاقات شما
newcomer-subject-reminder = یادآوری قرار ملاقات شما

newcomer-greeting = با سلام،
newcomer-intro-confirmation = خبر خوب: برای شما کمک پیدا کردیم.
newcomer-intro-change = زمان قرار ملاقات تغییر کرده است.
newcomer-intro-cancelled = این قرار ملاقات برگزار نمی‌شود. لطفاً نیایید.
newcomer-intro-not-needed = پیام شما به ما رسید. هیچ کس از طرف ما نمی‌آید. خود قرار ملاقات سر جایش است. به آنجا نمی‌روید؟ پس لطفاً آنجا هم لغو کنید.
newcomer-intro-helper-lost = متأسفانه این شخص نمی‌تواند به شما کمک کند. ما دنبال شخص دیگری می‌گردیم. دوباره برای شما می‌نویسیم.
newcomer-intro-one-less = متأسفانه یکی از افراد نمی‌تواند بیاید. اینجا نوشته شده است که اکنون چه کسی به شما کمک می‌کند.
newcomer-intro-elsewhere = ما اکنون به نشانی ایمیل دیگری به شما می‌نویسیم. درباره این قرار ملاقات دیگر اینجا پیامی دریافت نمی‌کنید. خود قرار ملاقات سر جایش است.
newcomer-intro-nobody-found = متأسفانه ما کسی را پیدا نکردیم. هیچ‌کس از ما به این قرار ملاقات نمی‌آید. خود قرار ملاقات سر جایش است.
newcomer-intro-withdrawn = هیچ‌کس از ما به این قرار ملاقات نمی‌آید. خود قرار ملاقات سر جایش است.
newcomer-intro-reminder = لطفاً قرار ملاقات خود را فراموش نکنید.

newcomer-when = زمان
newcomer-before = زمان قبلی (دیگر معتبر نیست)
newcomer-where = مکان
newcomer-who = چه کسی به شما کمک می‌کند
newcomer-accompaniment = همراهی
newcomer-interpreting = ترجمهٔ شفاهی
newcomer-by-phone = تلفنی
newcomer-by-video = با تماس تصویری

newcomer-bring = لطفاً همراه بیاورید: کارت شناسایی و نامه‌های مربوط به قرار ملاقات.
newcomer-absent = وقت ندارید؟ لطفاً زود به ما خبر دهید:
newcomer-questions = سؤال دارید؟ به ما بنویسید یا زنگ بزنید:
newcomer-page = دیدن قرار ملاقات یا لغو کمک
newcomer-regards = با احترام

newcomer-cancel = دیگر به کمک نیاز ندارم
newcomer-cancel-question = می‌خواهید کمک را لغو کنید؟
newcomer-cancel-means = در این صورت هیچ کس از طرف ما نمی‌آید. خود قرار ملاقات سر جایش است. به آنجا نمی‌روید؟ پس لطفاً آنجا هم لغو کنید.
newcomer-cancel-yes = بله، کمک را لغو می‌کنم
newcomer-cancel-no = نه، بازگشت
newcomer-link-over = این پیوند دیگر معتبر نیست.
