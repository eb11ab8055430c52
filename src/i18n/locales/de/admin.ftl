# Der Befehl admin.

admin-place = Zur Rolle { $role } gehört etwas anderes: --organisation für competence_centre, coordinator und requester, --lotse für lotse, nichts für operator
admin-link = { $email } ist eingeladen. Über diesen Link wird einmal ein Passwort gewählt: { $page }
admin-code = { $email } ist eingeladen. Ohne web.public_url gibt es keinen Link, sondern einen Code, der einmal gilt: { $code }
    Oder gleich hier: lotsenwerk admin set-password --email { $email }
admin-role-given = { $email } hat schon einen Zugang und bekommt die Rolle dazu.
admin-none = Es gibt keine Zugänge. Der erste kommt von: lotsenwerk admin create --email ADRESSE
admin-line = { $email }  { $name }  { $roles }  ({ $state })
admin-state-active = aktiv
admin-state-invited = eingeladen
admin-state-locked = gesperrt
admin-password-set = { $email } hat ein neues Passwort und ist überall abgemeldet.
admin-disabled = { $email } ist gesperrt und überall abgemeldet.
admin-second-factor-reset = { $email } hat keinen zweiten Faktor mehr und ist überall abgemeldet.
admin-enabled = { $email } ist nicht mehr gesperrt.
admin-unknown = Niemand hat die Adresse { $email }; admin list zeigt alle Zugänge
admin-no-organisation = Keine Organisation heißt { $name }
