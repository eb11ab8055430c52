# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Ваша зустріч
   *[other] Ваші зустрічі
}
newcomer-subject-change = Новий час вашої зустрічі
newcomer-subject-cancelled = Вашу зустріч скасовано
newcomer-subject-not-needed = Ви відмовилися від допомоги
newcomer-subject-helper-lost = Важливо: ваша зустріч
newcomer-subject-reminder = Нагадування про вашу зустріч

newcomer-greeting = Добрий день!
newcomer-intro-confirmation = Добра новина: ми знайшли для вас допомогу.
newcomer-intro-change = Час зустрічі змінено.
newcomer-intro-cancelled = Ця зустріч не відбудеться. Будь ласка, не приходьте.
newcomer-intro-not-needed = Ми отримали вашу відмову. Від нас ніхто не прийде. Сама зустріч залишається в силі. Ви туди не підете? Тоді, будь ласка, скасуйте її і там.
newcomer-intro-helper-lost = На жаль, ця людина не зможе вам допомогти. Ми шукаємо іншу людину. Ми напишемо вам ще раз.
newcomer-intro-one-less = На жаль, одна людина не зможе прийти. Тут написано, хто вам тепер допоможе.
newcomer-intro-elsewhere = Тепер ми пишемо вам на іншу електронну адресу. Сюди більше не надходитимуть повідомлення про цю зустріч. Сама зустріч залишається в силі.
newcomer-intro-nobody-found = На жаль, ми нікого не знайшли. Ніхто від нас не прийде на цю зустріч. Сама зустріч залишається в силі.
newcomer-intro-withdrawn = Ніхто від нас не прийде на цю зустріч. Сама зустріч залишається в силі.
newcomer-intro-reminder = Будь ласка, не забудьте про свою зустріч.

newcomer-when = Коли
newcomer-before = Попередній час (уже не дійсний)
newcomer-where = Де
newcomer-who = Хто вам допоможе
newcomer-accompaniment = Супровід
newcomer-interpreting = Усний переклад
newcomer-by-phone = телефоном
newcomer-by-video = через відеозв’язок

newcomer-bring = Будь ласка, візьміть із собою: посвідчення особи та листи щодо зустрічі.
newcomer-absent = Не маєте часу? Будь ласка, повідомте нам завчасно:
newcomer-questions = Маєте запитання? Напишіть або зателефонуйте нам:
newcomer-page = Переглянути зустріч або відмовитися від допомоги
newcomer-regards = З повагою

newcomer-cancel = Мені більше не потрібна допомога
newcomer-cancel-question = Ви хочете відмовитися від допомоги?
newcomer-cancel-means = Тоді від нас ніхто не прийде. Сама зустріч залишається в силі. Ви туди не підете? Тоді, будь ласка, скасуйте її і там.
newcomer-cancel-yes = Так, відмовитися від допомоги
newcomer-cancel-no = Ні, назад
newcomer-link-over = Це посилання більше не дійсне.
