# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] وقت ملاقات شما
   *[other] وقت‌های ملاقات شما
}
newcomer-subject-change = وقت ملاقات شما تغییر کرد
newcomer-subject-cancelled = وقت ملاقات شما لغو شد
newcomer-subject-not-needed = لغو کمک
newcomer-subject-helper-lost = مهم: وقت ملاقات شما
newcomer-subject-reminder = یادآوری: وقت ملاقات شما

newcomer-greeting = سلام،
newcomer-intro-confirmation = خبر خوب: برای شما کمک پیدا کردیم.
newcomer-intro-change = وقت ملاقات تغییر کرده است.
newcomer-intro-cancelled = این ملاقات برگزار نمی‌شود. لطفاً نیایید.
newcomer-intro-not-needed = پیام شما به ما رسید. هیچ کس از ما نمی‌آید. خود ملاقات باقی است. به آنجا نمی‌روید؟ پس لطفاً آنجا هم لغو کنید.
newcomer-intro-helper-lost = متأسفانه این شخص نمی‌تواند به شما کمک کند. ما یک شخص دیگر را جستجو می‌کنیم. دوباره به شما می‌نویسیم.
newcomer-intro-one-less = متأسفانه یک نفر نمی‌تواند بیاید. اینجا نوشته شده است که حالا چه کسی به شما کمک می‌کند.
newcomer-intro-elsewhere = ما حالا به یک آدرس ایمیل دیگر به شما می‌نویسیم. درباره این ملاقات دیگر اینجا پیام نمی‌گیرید. خود ملاقات باقی است.
newcomer-intro-nobody-found = متأسفانه ما هیچ کس را پیدا نکردیم. هیچ کس از ما به این ملاقات نمی‌آید. خود ملاقات باقی است.
newcomer-intro-withdrawn = هیچ کس از ما به این ملاقات نمی‌آید. خود ملاقات باقی است.
newcomer-intro-reminder = لطفاً وقت ملاقات خود را فراموش نکنید.

newcomer-when = چه وقت
newcomer-before = وقت قبلی (دیگر اعتبار ندارد)
newcomer-where = کجا
newcomer-who = چه کسی به شما کمک می‌کند
newcomer-accompaniment = همراهی
newcomer-interpreting = ترجمانی
newcomer-by-phone = از طریق تلیفون
newcomer-by-video = از طریق ویدیو

newcomer-bring = لطفاً با خود بیاورید: کارت هویت و مکتوب‌های مربوط به ملاقات.
newcomer-absent = وقت ندارید؟ لطفاً زود به ما خبر بدهید:
newcomer-questions = سوال دارید؟ به ما بنویسید یا تلیفون کنید:
newcomer-page = دیدن وقت ملاقات یا لغو کمک
newcomer-regards = با احترام

newcomer-cancel = دیگر به کمک ضرورت ندارم
newcomer-cancel-question = می‌خواهید کمک را لغو کنید؟
newcomer-cancel-means = در این صورت هیچ کس از ما نمی‌آید. خود ملاقات باقی است. به آنجا نمی‌روید؟ پس لطفاً آنجا هم لغو کنید.
newcomer-cancel-yes = بلی، کمک را لغو می‌کنم
newcomer-cancel-no = نه، بازگشت
newcomer-link-over = این لینک دیگر اعتبار ندارد.
