# Palabras del canal WhatsApp y del comando “combinado templates”.

# El botón que abre una lista: hasta 20 letras.
whatsapp-list-button = Ver opciones
# Un valor dentro de una plantilla.
template-value = { $value }

cli-templates-no-account = No hay ningún número de WhatsApp con business_account_id en combinado.toml.
cli-templates-no-such = No hay ningún número de WhatsApp con el id { $account } en combinado.toml.
cli-templates-failed = Meta rechazó el pedido ({ $code }). Revise el token, los permisos y el business_account_id.
cli-templates-account = Cuenta { $business } ({ $creditor })
cli-templates-row = { $name } ({ $language }): { $difference ->
    [same] igual, { $state }
    [missing] falta en Meta
    [changed] distinta de la que hay en Meta ({ $what }), { $state }
    [category] Meta la trata como { $what }, { $state }
   *[foreign] solo existe en Meta, { $state }
  }
cli-templates-synced = Plantillas en Meta, con el estado guardado: { $count }.
cli-templates-created = { $name } ({ $language }): enviada, { $state }
cli-templates-edited = { $name } ({ $language }): cambio enviado
cli-templates-would-create = { $name } ({ $language }): se enviaría
cli-templates-would-edit = { $name } ({ $language }): se enviaría el cambio ({ $what })
cli-templates-refused = { $name } ({ $language }): Meta la rechazó ({ $code })
cli-templates-nothing = Nada que enviar: Meta ya tiene todas las plantillas.
