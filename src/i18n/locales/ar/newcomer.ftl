# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] موعدكم
    [2] موعداكم
   *[other] مواعيدكم
}
newcomer-subject-change = وقت جديد لموعدكم
newcomer-subject-cancelled = تم إلغاء موعدكم
newcomer-subject-not-needed = إلغاء المساعدة
newcomer-subject-helper-lost = معلومة مهمة عن موعدكم
newcomer-subject-reminder = تذكير بموعدكم

newcomer-greeting = مرحبًا،
newcomer-intro-confirmation = خبر جيد: وجدنا لكم من يساعدكم.
newcomer-intro-change = تغيّر وقت الموعد.
newcomer-intro-cancelled = لن يتم هذا الموعد. يرجى عدم الحضور.
newcomer-intro-not-needed = وصلتنا رسالتكم. لن يأتي أحد من عندنا. الموعد نفسه يبقى قائماً. ألن تذهبوا إليه؟ إذن نرجو أن تلغوه هناك أيضاً.
newcomer-intro-helper-lost = للأسف لا يستطيع هذا الشخص مساعدتكم. نبحث عن شخص آخر. سنكتب لكم مرة أخرى.
newcomer-intro-one-less = للأسف لا يستطيع أحد الأشخاص الحضور. تجدون هنا من يساعدكم الآن.
newcomer-intro-elsewhere = نكتب لكم الآن على عنوان بريد إلكتروني آخر. لن تصلكم هنا رسائل أخرى عن هذا الموعد. الموعد نفسه يبقى قائماً.
newcomer-intro-nobody-found = للأسف لم نجد أحداً. لن يحضر أحد منا إلى هذا الموعد. الموعد نفسه يبقى قائماً.
newcomer-intro-withdrawn = لن يحضر أحد منا إلى هذا الموعد. الموعد نفسه يبقى قائماً.
newcomer-intro-reminder = يرجى عدم نسيان موعدكم.

newcomer-when = متى
newcomer-before = الوقت القديم (لم يعد صالحًا)
newcomer-where = أين
newcomer-who = من يساعدكم
newcomer-accompaniment = مرافقة
newcomer-interpreting = ترجمة شفهية
newcomer-by-phone = عبر الهاتف
newcomer-by-video = عبر الفيديو

newcomer-bring = يرجى إحضار: بطاقة الهوية والرسائل المتعلقة بالموعد.
newcomer-absent = ليس لديكم وقت؟ يرجى إبلاغنا مبكرًا:
newcomer-questions = هل لديكم أسئلة؟ اكتبوا لنا أو اتصلوا بنا:
newcomer-page = عرض الموعد أو إلغاء المساعدة
newcomer-regards = مع أطيب التحيات

newcomer-cancel = لم أعد بحاجة إلى المساعدة
newcomer-cancel-question = هل تريدون إلغاء المساعدة؟
newcomer-cancel-means = عندئذ لن يأتي أحد من عندنا. الموعد نفسه يبقى قائماً. ألن تذهبوا إليه؟ إذن نرجو أن تلغوه هناك أيضاً.
newcomer-cancel-yes = نعم، إلغاء المساعدة
newcomer-cancel-no = لا، رجوع
newcomer-link-over = هذا الرابط لم يعد صالحاً.
