# Palavras do canal WhatsApp e do comando “combinado templates”.

# O botão que abre uma lista: até 20 letras.
whatsapp-list-button = Ver opções
# Um valor dentro de um modelo.
template-value = { $value }

cli-templates-no-account = Nenhum número do WhatsApp com business_account_id em combinado.toml.
cli-templates-no-such = Nenhum número do WhatsApp com o id { $account } em combinado.toml.
cli-templates-failed = A Meta recusou o pedido ({ $code }). Veja o token, as permissões e o business_account_id.
cli-templates-account = Conta { $business } ({ $creditor })
cli-templates-row = { $name } ({ $language }): { $difference ->
    [same] igual, { $state }
    [missing] falta na Meta
    [changed] diferente do que há na Meta ({ $what }), { $state }
    [category] a Meta trata como { $what }, { $state }
   *[foreign] só existe na Meta, { $state }
  }
cli-templates-synced = Modelos na Meta, com o estado guardado: { $count }.
cli-templates-created = { $name } ({ $language }): enviado, { $state }
cli-templates-edited = { $name } ({ $language }): alteração enviada
cli-templates-would-create = { $name } ({ $language }): seria enviado
cli-templates-would-edit = { $name } ({ $language }): a alteração seria enviada ({ $what })
cli-templates-refused = { $name } ({ $language }): a Meta recusou ({ $code })
cli-templates-nothing = Nada a enviar: a Meta já tem todos os modelos.
