# Mails to newcomers: what de/newcomer.ftl says, as short and as plain.

newcomer-subject-confirmation = { $sittings ->
    [1] Su cita
   *[other] Sus citas
}
newcomer-subject-change = Nueva hora para su cita
newcomer-subject-cancelled = Su cita se ha cancelado
newcomer-subject-not-needed = Su cancelación
newcomer-subject-helper-lost = Importante: su cita
newcomer-subject-reminder = Recordatorio: su cita

newcomer-greeting = Buenos días:
newcomer-intro-confirmation = Buena noticia: hemos encontrado ayuda para usted.
newcomer-intro-change = La cita tiene una nueva hora.
newcomer-intro-cancelled = Esta cita no tendrá lugar. Por favor, no venga.
newcomer-intro-not-needed = Hemos recibido su cancelación. Nadie de nosotros irá. La cita misma se mantiene. ¿No va a ir? Entonces cancele también allí, por favor.
newcomer-intro-helper-lost = Lamentablemente, esta persona no puede ayudarle. Buscamos a otra persona. Le escribiremos de nuevo.
newcomer-intro-one-less = Lamentablemente, una persona no puede venir. Aquí puede leer quién le ayuda ahora.
newcomer-intro-elsewhere = Ahora le escribimos a otra dirección de correo electrónico. Aquí no recibirá más mensajes sobre esta cita. La cita se mantiene.
newcomer-intro-nobody-found = Lamentablemente, no hemos encontrado a nadie. Nadie de nosotros vendrá a esta cita. La cita se mantiene.
newcomer-intro-withdrawn = Nadie de nosotros vendrá a esta cita. La cita se mantiene.
newcomer-intro-reminder = Por favor, recuerde su cita.

newcomer-when = Cuándo
newcomer-before = Hora anterior (ya no es válida)
newcomer-where = Dónde
newcomer-who = Quién le ayuda
newcomer-accompaniment = Acompañamiento
newcomer-interpreting = Interpretación
newcomer-by-phone = por teléfono
newcomer-by-video = por vídeo

newcomer-bring = Por favor, traiga: su documento de identidad y sus cartas sobre la cita.
newcomer-absent = ¿No tiene tiempo? Por favor, avísenos pronto:
newcomer-questions = ¿Tiene preguntas? Escríbanos o llámenos:
newcomer-page = Ver la cita o cancelar la ayuda
newcomer-regards = Un saludo cordial

newcomer-cancel = Ya no necesito ayuda
newcomer-cancel-question = ¿Quiere cancelar la ayuda?
newcomer-cancel-means = Entonces nadie de nosotros irá. La cita misma se mantiene. ¿No va a ir? Entonces cancele también allí, por favor.
newcomer-cancel-yes = Sí, cancelar la ayuda
newcomer-cancel-no = No, volver
newcomer-link-over = Este enlace ya no es válido.
