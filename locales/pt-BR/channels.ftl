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

order-paid = Recebemos o seu pagamento. Obrigado.
    .v1 = Pagamento recebido. Obrigado.

### Quem ainda não se sabe quem é

stranger-share =
    Oi! Aqui é o assistente virtual da { $creditor }.
    Para eu saber com quem falo, toque no botão e compartilhe o seu número de telefone.
    .v1 =
        Olá, sou o assistente virtual da { $creditor }.
        Ainda não sei com quem falo. Pode compartilhar o seu número pelo botão?
stranger-not-own =
    Esse contato não é o seu, e só posso usar o seu próprio número.
    Pode compartilhar pelo botão?
    .v1 =
        Para proteger as pessoas, só aceito o número de quem está falando comigo.
        O botão compartilha o seu.
stranger-no-link =
    Esse link já não está valendo. Aqui é o assistente virtual da { $creditor }.
    Se quiser continuar, toque no botão e compartilhe o seu número de telefone.
    .v1 =
        Por esse link não consigo seguir.
        Pode compartilhar o seu número pelo botão? Assim sei com quem falo.
stranger-elsewhere =
    Aqui é o assistente virtual da { $creditor }. Por este número não consigo saber com quem falo.
    Para falar com a empresa: { $phone } ou { $site }.
    .v1 =
        Ainda não consigo saber com quem falo por aqui.
        A { $creditor } atende no { $phone } e em { $site }.
stranger-which =
    Oi! Aqui é o assistente virtual da { $creditor }.
    Para eu saber com quem falo, me diga só os 3 primeiros números do seu CPF, ou o dia e o mês do seu aniversário.
    .v1 =
        Com quem eu falo agora?
        Pode ser só os 3 primeiros números do seu CPF, ou o dia e o mês do seu aniversário.
stranger-which-again =
    Com isso não consegui saber com quem falo.
    Pode conferir os 3 primeiros números do CPF, ou o dia e o mês do aniversário?
    .v1 =
        Ainda não consegui. Quer tentar de novo?
        Só os 3 primeiros números do CPF, ou o dia e o mês do aniversário.
stranger-edited = Mudanças em mensagens já enviadas não chegam até mim. O que mudou, me mande como mensagem nova.
stranger-silence = Certo, não mando mais mensagens por aqui. Se precisar, é só escrever.
stranger-help =
    Sinto muito que esteja tão difícil. Sua vida vale mais que qualquer outra coisa.
    O CVV atende agora, de graça, no 188 ou em cvv.org.br. Em perigo imediato, ligue 192.

### O que os comandos do menu querem dizer

command-start = oi
command-iniciar = oi
command-oi = oi
command-ajuda = menu
command-help = menu
command-menu = menu
command-opcoes = menu
command-sair = sair
command-parar = parar
command-stop = parar
command-cancelar = sair
command-pessoa = quero falar com uma pessoa
command-humano = quero falar com uma pessoa
command-atendente = quero falar com uma pessoa
command-pagar = quero pagar
command-pix = quero o código pix
command-boleto = quero o boleto
command-quem = quem está falando?
