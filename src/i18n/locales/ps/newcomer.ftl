# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.
# To be read by a native speaker before use.

newcomer-subject-confirmation = { $sittings ->
    [1] ستاسو ملاقات
   *[other] ستاسو ملاقاتونه
}
newcomer-subject-change = ستاسو د ملاقات نوی وخت
newcomer-subject-cancelled = ستاسو ملاقات لغوه شو
newcomer-subject-not-needed = د مرستې لغوه کول
newcomer-subject-helper-lost = مهم: ستاسو ملاقات
newcomer-subject-reminder = یادونه: ستاسو ملاقات

newcomer-greeting = سلام،
newcomer-intro-confirmation = ښه خبر: موږ ستاسو لپاره مرسته پیدا کړه.
newcomer-intro-change = د ملاقات وخت بدل شوی دی.
newcomer-intro-cancelled = دا ملاقات نه کېږي. مهرباني وکړئ مه راځئ.
newcomer-intro-not-needed = ستاسو پیغام موږ ته راورسېد. له موږ څخه هېڅوک نه راځي. ملاقات پر خپل ځای پاتې دی. که هلته نه ځئ، مهرباني وکړئ هلته یې هم لغوه کړئ.
newcomer-intro-helper-lost = له بده مرغه دا کس له تاسو سره مرسته نشي کولای. موږ بل کس لټوو. موږ به بیا تاسو ته ولیکو.
newcomer-intro-one-less = له بده مرغه یو کس نشي راتلای. دلته لیکل شوي دي چې اوس څوک له تاسو سره مرسته کوي.
newcomer-intro-elsewhere = موږ اوس تاسو ته په بل برېښنالیک پته لیکو. د دې ملاقات په اړه به دلته نور پیغامونه نه ترلاسه کوئ. ملاقات پر خپل ځای پاتې دی.
newcomer-intro-nobody-found = له بده مرغه موږ هېڅوک ونه موندل. له موږ څخه هېڅوک دې ملاقات ته نه راځي. ملاقات پر خپل ځای پاتې دی.
newcomer-intro-withdrawn = له موږ څخه هېڅوک دې ملاقات ته نه راځي. ملاقات پر خپل ځای پاتې دی.
newcomer-intro-reminder = مهرباني وکړئ خپل ملاقات مه هېروئ.

newcomer-when = کله
newcomer-before = پخوانی وخت (نور اعتبار نه لري)
newcomer-where = چېرته
newcomer-who = څوک له تاسو سره مرسته کوي
newcomer-accompaniment = ملتیا
newcomer-interpreting = شفاهي ژباړه
newcomer-by-phone = د ټلیفون له لارې
newcomer-by-video = د ویډیو له لارې

newcomer-bring = مهرباني وکړئ له ځان سره راوړئ: د هویت کارت او د ملاقات اړوند لیکونه.
newcomer-absent = وخت نه لرئ؟ مهرباني وکړئ ژر موږ ته خبر راکړئ:
newcomer-questions = پوښتنې لرئ؟ موږ ته ولیکئ یا زنګ ووهئ:
newcomer-page = د ملاقات کتل یا د مرستې لغوه کول
newcomer-regards = په درناوي

newcomer-cancel = نور مرستې ته اړتیا نه لرم
newcomer-cancel-question = غواړئ مرسته لغوه کړئ؟
newcomer-cancel-means = بیا به له موږ څخه هېڅوک رانه شي. ملاقات پر خپل ځای پاتې دی. که هلته نه ځئ، مهرباني وکړئ هلته یې هم لغوه کړئ.
newcomer-cancel-yes = هو، مرسته لغوه کړئ
newcomer-cancel-no = نه، بېرته
newcomer-link-over = دا لینک نور د اعتبار وړ نه دی.
