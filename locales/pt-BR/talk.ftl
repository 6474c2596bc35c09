# A conversa em si: silêncio, volta, correção, o que não se lê, quem está aí. Nada aqui fala de valores,
# a não ser o resumo de quem volta depois de dias.

### Não entendi

unclear-blank = Sua mensagem chegou sem texto por aqui.
    .v1 = Chegou em branco para mim.
did-you-mean = Quero entender certo. Você quis dizer…?
    .v1 = Fiquei na dúvida. É uma destas opções?
did-you-mean-one = Quero entender certo. É isto que você quis dizer?
    .v1 = Fiquei na dúvida. É isto?
label-something-else = Outra coisa
label-meant-paid = Já paguei
label-meant-boleto = Quero o boleto
label-meant-effects = Se eu não pagar
label-meant-details = Ver os detalhes
label-meant-discount = Quero desconto
label-meant-split = Quero parcelar
label-meant-receipt = Quero um documento
label-meant-waiting = Vou receber ainda
label-meant-busy = Agora não posso
label-meant-too-much = Ficou pesado
label-meant-date = Mudar o vencimento
label-meant-dispute = Não reconheço
label-meant-pay = Quero pagar
label-meant-trouble = Não consegui pagar
label-meant-promise = Dizer quando pago
label-meant-think = Vou pensar
label-meant-who = Quem está falando
language-spanish =
    Disculpe, solo atiendo en portugués.
    Se preferir, uma pessoa da equipe continua com você.
    .v1 =
        Perdón, todavía no entiendo español.
        Por aqui eu sigo em português, e uma pessoa pode te ajudar se preferir.
language-english =
    Sorry, I can only answer in Portuguese.
    Se preferir, uma pessoa da equipe continua com você.
    .v1 =
        Sorry, I do not understand English yet.
        Por aqui eu sigo em português, e uma pessoa pode te ajudar se preferir.

### O que não dá para ler

media-audio = Ainda não consigo ouvir áudios por aqui, só ler mensagens escritas.
    .v1 = Áudio eu ainda não ouço, desculpe. Escrito eu entendo.
media-file = Ainda não consigo abrir fotos e arquivos por aqui, só ler mensagens escritas.
    .v1 = Fotos e arquivos eu ainda não abro, desculpe. Escrito eu entendo.
media-video = Ainda não consigo ver vídeos por aqui, só ler mensagens escritas.
    .v1 = Vídeo eu ainda não vejo, desculpe. Escrito eu entendo.
media-sticker = Vi a figurinha, mas por ela não consigo saber a resposta.
    .v1 = Figurinha eu ainda não entendo, desculpe.
media-location = Recebi a localização, mas não preciso dela aqui.
    .v1 = Localização eu não uso nesta conversa, pode ficar só com você.
media-contact = Recebi o contato, mas não uso contatos de outras pessoas aqui.
    .v1 = Contato de outra pessoa eu não uso nesta conversa.
media-edited = Mudanças em mensagens já enviadas não chegam até mim. O que mudou, me mande como mensagem nova.
    .v1 = Mensagem editada eu não vejo, desculpe. Pode escrever de novo o que mudou?
media-other = Esse tipo de mensagem eu ainda não consigo ver por aqui. Escrito eu entendo.
    .v1 = Isso não aparece para mim, desculpe. Pode me contar escrevendo?
media-consent = Só vale como aceite o que fica escrito. Por isso repito tudo:
    .v1 = O aceite precisa ser por escrito ou pelo botão. Os termos são estes:

### Corrigir

corrected = Entendi errado, desculpe. Já corrigi.
    .v1 = Certo, corrigi aqui. Desculpe.
    .v2 = Está corrigido, obrigado por avisar.
misread = Entendi errado, desculpe.
    .v1 = Desculpe, me enganei.

### Mudar de assunto e voltar

menu-options = Posso te ajudar com isto. O que prefere?
    .v1 = As opções são estas. Por onde quer ir?
label-continue = Continuar
label-details = Ver os detalhes
label-second-copy = Segunda via
ask-code-again = Voltando ao que eu tinha perguntado: quer o código?
    .v1 = E o código, quer que eu mande?
ask-talk-again = Voltando ao que eu tinha perguntado: podemos conversar?
    .v1 = E então, podemos conversar?

### Silêncio e volta

nudge = { $name }, fiquei por aqui, sem pressa. Quer continuar de onde a gente parou?
    .v1 = { $name }, se quiser continuar de onde a gente parou, estou por aqui. Pode ser agora?
nudge-rest = Tudo bem. Quando quiser, é só mandar um oi.
    .v1 = Sem problema. Quando der, é só me chamar.
label-later = Agora não
back-hello = Bom falar com você de novo.
    .v1 = Que bom que voltou.
back-debt = Bom falar com você de novo. A conta hoje está em { $total }.
    .v1 = Que bom que voltou. Hoje a conta está em { $total }.
back-offers = Bom falar com você de novo. A gente estava vendo as condições.
    .v1 = Que bom que voltou. Paramos nas condições.
back-offers-expired = Bom falar com você de novo. As condições de antes venceram, então refiz com os valores de hoje.
    .v1 = Que bom que voltou. O prazo das condições passou, e estas são as de hoje.
back-confirm = Bom falar com você de novo. Faltava só a sua confirmação.
    .v1 = Que bom que voltou. Estava faltando a sua confirmação.

### Chamar depois

callback-agreed =
    Claro, não quero atrapalhar. Te chamo { $at }.
    Se preferir outro horário, é só dizer; e se quiser falar antes, é só mandar um oi.
    .v1 =
        Combinado, te chamo { $at }.
        Se quiser falar antes, é só mandar um oi.
callback-nearest =
    Só posso te chamar em dias úteis, das { $from }h às { $to }h. O mais perto disso é { $at }.
    Fica combinado assim; se preferir outro horário, é só dizer.
    .v1 =
        Esse horário fica fora do que posso: dias úteis, das { $from }h às { $to }h.
        Te chamo { $at }. Se preferir outro, é só dizer.
callback-cancelled = Tudo bem, não te chamo. Quando quiser, é só mandar um oi.
callback-now = Oi, { $name }. Aqui é o assistente da { $creditor }, no horário que você pediu. Podemos conversar agora?
    .v1 = { $name }, aqui é o assistente da { $creditor }, como você pediu. Podemos conversar agora?

### Quem está aí

third-party-unclear = Isso eu não posso contar por aqui.
    .v1 = Desculpe, sobre isso não posso falar.
right-person = Sem problema, voltei o seu número para o cadastro.

### Com uma pessoa da equipe

handoff-file = Recebi e deixei junto do seu caso. A resposta vem até { $opens }.
    .v1 = Chegou, e a equipe já pode ver. A resposta vem até { $opens }.
given-back = Sou o assistente de novo, e já sei o que vocês conversaram.
    .v1 = Voltei eu, o assistente. Vamos de onde vocês pararam.
