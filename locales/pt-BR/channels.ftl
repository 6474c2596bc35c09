# Quem está do outro lado: outro canal, outro número, alguém que ainda não se sabe quem é. Nada aqui
# diz se há conta ou cadastro.

### A mesma conversa em outro canal

carried-on = Pronto, continuamos de onde paramos.
    .v1 = Seguimos daqui, de onde a gente tinha parado.
carried-agreed = Esse acordo já está fechado: você confirmou na outra conversa, e ele vale para as duas.
    .v1 = Isso já ficou combinado na outra conversa. Não precisa confirmar de novo.
tap-passed = Essa opção já passou.
    .v1 = Esse botão era de uma mensagem anterior, e a conversa já andou.

### O pagamento mostrado em um canal que sabe mostrar pagamentos

order-paid = Recebemos o seu pagamento. Obrigado!
    .v1 = Pagamento recebido. Obrigado!
