# The command admin.

admin-place = The role { $role } wants something else: --organisation for competence_centre, coordinator and requester, --lotse for lotse, nothing for operator
admin-link = { $email } is invited. By this link a password is chosen, once: { $page }
admin-code = { $email } is invited. Without web.public_url there is no link but a code, good once: { $code }
    Or right here: lotsenwerk admin set-password --email { $email }
admin-role-given = { $email } has an account already and gets the role too.
admin-none = There are no accounts. The first one comes from: lotsenwerk admin create --email ADDRESS
admin-line = { $email }  { $name }  { $roles }  ({ $state })
admin-state-active = active
admin-state-invited = invited
admin-state-locked = locked
admin-password-set = { $email } has a new password and is logged out everywhere.
admin-disabled = { $email } is locked and logged out everywhere.
admin-second-factor-reset = { $email } has no second factor any more and is logged out everywhere.
admin-enabled = { $email } is no longer locked.
admin-unknown = Nobody has the address { $email }; admin list shows all accounts
admin-no-organisation = No organisation is called { $name }
