# Os textos da conversa. Cada mensagem pode ter variações (.v1, .v2): nunca a mesma duas vezes seguidas.
# Variáveis de todo texto nomeado pelo fluxo: name, creditor, legal_name, cnpj, site, phone, opens, protocol, until.

### Abertura e identidade

open-greeting = Oi! Aqui é o assistente virtual da { $creditor }, um atendimento automático.
open-who = Falo com { $name }?
    .v1 = É com { $name } que eu falo?
    .v2 = Estou falando com { $name }?
open-noted = Li o que você escreveu e já vejo isso com você.
    .v1 = Vi a sua mensagem, já cuido disso com você.
open-care = Sinto muito que esteja difícil. Vamos com calma, já vejo isso com você.
    .v1 = Sinto muito por isso. Com calma, já vejo como ajudar.
open-unclear = Desculpe, não peguei.
    .v1 = Não entendi bem, desculpe.
label-it-is-me = Sou eu
label-not-me = Não sou
identify-cpf = Para proteger seus dados, me diga só os 3 primeiros números do seu CPF.
    .v1 = Para continuar com segurança, preciso só dos 3 primeiros números do seu CPF.
identify-cpf-or-birth =
    Para proteger seus dados, me diga só os 3 primeiros números do seu CPF.
    Se preferir, vale o dia e o mês em que você nasceu.
    .v1 =
        Para continuar com segurança, preciso dos 3 primeiros números do seu CPF
        ou do dia e mês do seu aniversário.
identify-birth = Para proteger seus dados, me diga só o dia e o mês em que você nasceu.
    .v1 = Para continuar com segurança, preciso só do dia e do mês do seu aniversário.
identify-noted = Anotei. Já vejo isso com você.
    .v1 = Certo, já cuido disso com você.
identify-wrong = { $left ->
    [1] Não bateu com o cadastro. Pode tentar mais uma vez? Se não der, uma pessoa te ajuda.
   *[other] Não bateu com o cadastro. Confere e me manda de novo, por favor?
}
identify-unclear = Ainda não consegui confirmar.
    .v1 = Não encontrei os números na sua mensagem.
identity-locked =
    Não consegui confirmar seus dados por aqui, então parei, para sua segurança.
    Uma pessoa da equipe continua com você até { $opens }.
identity-human =
    Sem problema. Por segurança, uma pessoa da equipe confirma seus dados com você.
    Ela responde até { $opens }.

### A conta

debt-card =
    Encontrei isto: { $product }
    Venceu em { DATE($due_on, style: "short") }, { $principal }
    Hoje, com multa ({ $fine }) e juros ({ $interest }): { $total }
debt-card-plain =
    Encontrei uma conta sua:
    venceu em { DATE($due_on, style: "short") }, { $principal }
    Hoje, com multa ({ $fine }) e juros ({ $interest }): { $total }
debts-intro = Encontrei { $count } contas em aberto. Os valores são de hoje:
debt-line = { $number }) { $product }, venceu em { DATE($due_on, style: "short") }: { $principal } + multa { $fine } + juros { $interest } = { $total }
debt-line-plain = { $number }) Venceu em { DATE($due_on, style: "short") }: { $principal } + multa { $fine } + juros { $interest } = { $total }
debts-total = Tudo junto: { $principal } + multa { $fine } + juros { $interest } = { $total }
debts-which = Quer resolver tudo junto ou só uma?
    .v1 = Prefere tudo junto ou uma de cada vez?
    .v2 = Por qual delas quer começar?
label-all-debts = Tudo junto
label-one-debt = A de { DATE($due_on, style: "short") }
details-intro = Claro, te mostro de onde vem.
    .v1 = Com certeza, aqui estão os detalhes.
nothing-due = Não encontrei nada vencido no seu nome com a { $creditor }. Está tudo certo por aqui.
    .v1 = Vi de novo, e não há nada vencido no seu nome com a { $creditor }.
prescribed-human =
    A conta que encontrei é antiga, e contas assim eu não negocio por aqui.
    Se quiser falar sobre o assunto, uma pessoa da equipe te responde até { $opens }.
review-human =
    Tem uma informação no seu cadastro que uma pessoa precisa conferir antes.
    Ela te responde até { $opens }.
label-pay-pix = Pagar com Pix
start-over = Vamos do começo, então.
    .v1 = Certo, recomeçamos.

### O motivo

ask-reason = O que aconteceu? Pode contar do seu jeito, assim vejo o que dá para fazer.
    .v1 = Me conta o que houve? Do seu jeito está ótimo.
    .v2 = Queria entender o que aconteceu, para ver o melhor caminho. Pode me contar?
ask-reason-unclear = Se preferir, escolha na lista o que chega mais perto.
    .v1 = Qualquer resposta serve, até "prefiro não dizer".
label-forgot = Esqueci
label-lost-invoice = Não recebi o boleto
label-hardship = Fiquei sem dinheiro
label-awaiting = Vou receber ainda
label-already-paid = Já paguei
label-dispute = Não reconheço
label-rather-not = Prefiro não dizer
reason-forgot = Acontece, sem problema.
    .v1 = Tudo bem, acontece com todo mundo.
reason-other = Obrigado por contar.
    .v1 = Entendi, obrigado por explicar.
reason-lost-invoice = Sem problema, eu te mando de novo agora mesmo.
    .v1 = Tudo bem, já te envio outra vez.
reason-awaiting-income = Entendi, o dinheiro ainda vai entrar. A gente combina para depois disso.
    .v1 = Certo, então combinamos para quando o dinheiro entrar.
reason-payment-problem = Poxa, obrigado por tentar. Vamos gerar um código novo que funcione.
    .v1 = Obrigado por insistir. Vamos gerar um código novo que funcione.
reason-hardship = { $reason ->
    [unemployment] Sinto muito pelo seu emprego. Vamos com calma, sem pressa.
    [income_loss] Sinto muito que o movimento tenha caído. Vamos ajustar ao que entra hoje.
    [illness] Sinto muito. Cuidar da saúde vem primeiro.
    [separation] Sinto muito, é um momento difícil. Vamos com calma.
    [extra_expenses] Entendo, apareceu algo que não dava para adiar. Vamos com calma.
    [prices_up] Está tudo mais caro mesmo. Vamos ver o que cabe.
   *[other] Sinto muito que você esteja passando por isso. Vamos com calma.
  }
    Quanto caberia por mês, sem apertar?
    .v1 =
        Sinto muito, é um momento difícil. Sem pressa.
        Pensando no seu mês, quanto daria para pagar com folga?
ask-capacity = Entendo. Quanto caberia por mês para você, sem apertar?
    .v1 = Pensando no seu mês, quanto daria para pagar com folga?
    .v2 = Que valor por mês ficaria tranquilo para você?
capacity-unclear = Pode ser um valor aproximado, como "uns 80 reais".
    .v1 = Um valor por alto já ajuda, como "uns 80 reais".
label-nothing-now = Nada por agora
label-not-sure = Não sei ainda
hardship-offers-intro = Pensei em algo mais leve para este momento.
    .v1 = Separei condições mais leves para você.
over-indebted =
    Sinto muito. Quando as contas passam do que dá para pagar, a lei do superendividamento está do seu lado.
    O Procon, o CEJUSC e a Defensoria ajudam de graça a rever todas elas juntas.
    Posso deixar isto parado enquanto você procura ajuda?
    .v1 =
        O Procon, o CEJUSC e a Defensoria ajudam de graça quem tem mais contas do que renda.
        Enquanto isso, posso deixar tudo parado?
label-pause = Deixar parado

### Segunda via

resend-boleto =
    Boleto de { $amount }, que venceu em { DATE($due_on, style: "short") }. O banco calcula multa e juros na hora.
    Hoje, tudo somado, dá { $total }.
resend-pix-only =
    A conta de { $amount }, que venceu em { DATE($due_on, style: "short") }, hoje dá { $total }, com multa e juros.
    Para essa, o caminho é o Pix.
resent-next = Prefere pagar com Pix ou ver outras condições?
    .v1 = Como fica melhor: Pix ou outras condições?
label-use-boleto = Vou usar o boleto
label-see-offers = Ver propostas
boleto-chosen = Combinado. O pagamento aparece aqui em até 2 dias úteis. Em { $until }, confiro com você se deu certo.

### Propostas

offer-two = Dá para fazer de dois jeitos:
    .v1 = Tenho dois caminhos para você:
offer-one = Dá para fazer assim:
    .v1 = O que consigo é:
offer-conceded = Consigo melhorar um pouco:
    .v1 = Dá para chegar nisto:
offer-again = As condições que tenho são estas:
    .v1 = Hoje consigo fazer assim:
offer-better = Tenho algo melhor para você do que isso.
    .v1 = Dá para ficar melhor para você do que isso.
offer-cash = { $number }) À vista no Pix: { $total } (desconto de { $waived }), até { DATE($due, style: "short") }
offer-cash-whole = { $number }) À vista no Pix: { $total }, até { DATE($due, style: "short") }
offer-plan = { $number }) { $count }x de { $instalment } (a última, { $last }), a primeira em { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-even = { $number }) { $count }x de { $instalment }, a primeira em { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-down = { $number }) Entrada de { $down } até { DATE($down_due, style: "short") } e { $count }x de { $instalment } (a última, { $last }), a partir de { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-down-even = { $number }) Entrada de { $down } até { DATE($down_due, style: "short") } e { $count }x de { $instalment }, a partir de { DATE($first_due, style: "short") }. Total: { $total }
offer-plan-rate = Juros do parcelamento: { $rate } ao mês. Custo efetivo total: { $cet } ao ano.
offer-which = Valem até { $valid_until }. Qual fica melhor?
    .v1 = Ficam valendo até { $valid_until }. Qual delas te atende?
offer-take-it = Vale até { $valid_until }. Serve para você?
    .v1 = Fica valendo até { $valid_until }. Cabe?
offer-unclear = Só para eu não errar:
    .v1 = Quero registrar certo:
offer-what-fits = Claro. Me diz o que caberia: um valor por mês, o número de parcelas ou um dia bom para pagar?
    .v1 = Certo. O que ficaria bom: um valor por mês, um número de parcelas ou um dia para pagar?
offer-thinking = Sem pressa. As condições valem até { $valid_until }; é só me chamar.
label-cash = À vista no Pix
label-plan = Em { $count }x
label-other-terms = Outra condição
label-last-offer = Ver a proposta
counter-limit-first-date = Nessa data não consigo. O mais perto disso é:
    .v1 = Até essa data não consigo ir. O que chega mais perto é:
counter-limit-count = Nesse número de parcelas não consigo. O mais perto disso é:
    .v1 = Em tantas parcelas não consigo. O que chega mais perto é:
counter-limit-down-payment = Com essa entrada não consigo. O mais perto disso é:
    .v1 = Com essa entrada ainda não dá. O que chega mais perto é:
counter-limit-instalment = Com esse valor por mês não consigo fechar. O mais perto disso é:
    .v1 = Com essa parcela ainda não fecha. O que chega mais perto é:
counter-limit-total = Nesse valor não consigo fechar. O mais perto disso é:
    .v1 = A esse valor não consigo chegar. O que tenho de mais perto é:
counter-limit-other = Desse jeito não consigo fechar. O mais perto disso é:
    .v1 = Assim ainda não fecha. O que chega mais perto é:
exhausted =
    Essa é a melhor condição que posso fazer, e ela continua valendo.
    Posso deixar parado por uns dias ou chamar uma pessoa. Como prefere?
    .v1 =
        Melhor do que isso eu não consigo, e a condição segue de pé.
        Se quiser, deixo parado por uns dias ou chamo uma pessoa. O que prefere?
thinking = Sem pressa. Volto a falar com você em { $until }; antes disso, é só me chamar.
    .v1 = Pense com calma. Te chamo em { $until }, ou você me chama antes.
refusing =
    Posso mostrar condições, deixar parado por uns dias ou chamar uma pessoa. Como prefere?
    .v1 = Tudo bem, a escolha é sua. Se quiser, mostro condições, deixo parado ou chamo uma pessoa.

### Confirmação e pagamento

recap-cash =
    Então fica assim:
    { $total } à vista no Pix, até { $due }
recap-plan =
    Então fica assim: { $total } em { $count }x de { $instalment } (a última, { $last })
recap-plan-even =
    Então fica assim: { $total } em { $count }x de { $instalment }
recap-plan-down =
    Então fica assim: { $total } no total
    Entrada de { $down } até { $down_due } e { $count }x de { $instalment } (a última, { $last })
recap-plan-down-even =
    Então fica assim: { $total } no total
    Entrada de { $down } até { $down_due } e { $count }x de { $instalment }
recap-days = Vencimentos: { $dates }
recap-span = Todo mês, de { DATE($first_due, style: "full") } a { DATE($last_due, style: "full") }
recap-waived = Desconto de { $waived } sobre os { $owed } de hoje.
recap-break = Se o atraso passar de { $days } dias, o acordo deixa de valer e volta a conta de antes, descontado o que você já pagou.
recap-ask = Posso confirmar?
    .v1 = Confirma para mim?
recap-explicit = Só para ficar registrado: toque em "Confirmar" ou escreva "aceito", se for isso mesmo.
    .v1 = Para valer, preciso de um "aceito" escrito ou do botão "Confirmar".
    .v2 = Um "ok" não basta para registrar: escreva "aceito" ou toque em "Confirmar".
recap-expired = Aquela condição não vale mais. Deixa eu ver o que tenho hoje.
    .v1 = O prazo daquela condição passou. Vejo o que tenho hoje.
label-confirm = Confirmar
label-change = Quero mudar
label-yes = Combinado
label-no = Prefiro não
label-another-day = Outro dia
label-go-on = Tentar de novo
label-want-code = Quero o código
label-talk = Podemos conversar
agreement-recorded = Acordo registrado. Protocolo { $protocol }. Até o primeiro pagamento, dá para desistir sem custo.
pay-ready =
    Aqui está o Pix de { $amount }, para pagar até { $due }.
    No banco vai aparecer { $legal_name }, CNPJ { $cnpj }. Se aparecer outro nome, não pague.
pay-waiting = Só um instante, o código já chega.
    .v1 = O código está quase pronto, já te mando.
thanks-agreed = Obrigado por combinar comigo. Se algo mudar, é só me chamar.
    .v1 = Combinado e anotado. Se algo mudar, me chama.
payment-received = Recebi o seu pagamento de { $amount }, obrigado.
    .v1 = Chegou o seu pagamento de { $amount }, obrigado.
payment-next = A próxima parcela é de { $amount }, para { $due }. Te lembro um dia antes.
    .v1 = Depois vem a parcela de { $amount }, em { $due }. Um dia antes eu te lembro.
payment-partial = Ainda faltam { $left }. Quer o código desse valor?
    .v1 = Desse total faltam { $left }. Mando o código do que falta?
payment-settled = { $bureau ->
    [yes] Esta conta está quitada. Se houver registro em cadastro de crédito por esta conta, a baixa sai em até 5 dias úteis.
   *[no] Esta conta está quitada.
}
reminder-instalment = Passando para lembrar: o pagamento de { $amount } vence em { $due }.
    .v1 = Lembrando do nosso acordo: { $amount } vencem em { $due }.
reminder-promise = Passando para lembrar do combinado: { $amount } para { $due }. Quer o código do Pix?
    .v1 = Lembrando do que combinamos: { $amount } em { $due }. Mando o código do Pix?
promise-missed = O dia que combinamos passou e não vi o pagamento. Aconteceu alguma coisa? Podemos rever a data.
    .v1 = Chegou e passou o dia que combinamos, e não vi o pagamento. O que houve? Dá para rever a data.
agreement-broken =
    O acordo passou de { $days } dias sem pagamento e não vale mais. Volta a conta de antes, menos o que você já pagou.
    Quer ver um jeito novo de resolver?

### Promessa e pausa

promise-ask-date = Em que dia fica bom para você? Pode ser até { $until }.
    .v1 = Qual dia é melhor, até { $until }?
promise-too-far = Esse dia fica longe demais para eu garantir. Consigo até { $until }. Que dia seria?
    .v1 = Até esse dia não consigo segurar. O mais longe é { $until }. Que dia fica bom?
promise-past = Esse dia já passou. Me diz um dia até { $until }?
    .v1 = Esse dia já foi. Qual seria, até { $until }?
promise-recap-part = Então fica combinado: { $amount } para { $due }. Nesse dia ainda ficam { $left }, que a gente acerta depois. Certo?
    .v1 = Repetindo: { $amount } para { $due }; os outros { $left } a gente acerta depois. Posso anotar?
promise-recap = Então fica combinado: { $amount } para { $due }, já com os encargos até lá. Certo?
    .v1 = Repetindo: { $amount } para { $due }, com os encargos até lá. Posso anotar?
promise-recorded = Anotado: { $amount } para { $due }. Te lembro um dia antes.
    .v1 = Ficou anotado: { $amount } para { $due }. Um dia antes eu te lembro.
promise-unclear = Pode ser algo como "dia 10" ou "sexta que vem".
    .v1 = Um dia como "sexta" ou "dia 10" já serve.
thanks-promised = Obrigado por avisar. Se precisar mudar, me chama antes do dia.
    .v1 = Obrigado por combinar. Se o dia mudar, me avisa antes.
pause-offer = Posso deixar isso parado até { $until }, e te chamo nesse dia. Combinado?
    .v1 = Que tal deixarmos parado até { $until }? Te chamo só nesse dia.
pause-done = Combinado. Até { $until }, ninguém te cobra.
    .v1 = Certo. Ninguém te cobra até { $until }.
pause-unclear = Se preferir outra data, é só me dizer qual.
    .v1 = Se outra data for melhor, é só me dizer.
thanks-paused = Cuide-se. Se algo melhorar antes, é só me chamar.
    .v1 = Fique bem. Se der antes, é só me chamar.
pause-over = Oi, { $name }! Aqui é o assistente da { $creditor }, como combinamos. Podemos conversar agora?

### Pessoas

handoff-asked =
    Claro. Já contei tudo a uma pessoa da equipe, você não precisa repetir nada.
    Ela te responde até { $opens }.
handoff-not-understood =
    Não estou conseguindo te entender bem, desculpe. Passei a conversa para uma pessoa da equipe.
    Ela te responde até { $opens }.
handoff-negotiation =
    Passei seu caso para uma pessoa da equipe, com tudo o que conversamos.
    Ela te responde até { $opens }.
handoff-care =
    Está certo. Uma pessoa da equipe vai ver isso com você, com calma, e já sabe de tudo.
    Ela te responde até { $opens }.
handoff-payment =
    Não consegui gerar o Pix agora, desculpe. Seu acordo está guardado.
    Uma pessoa da equipe te manda o código até { $opens }.
handoff-broken =
    Tive um problema aqui e passei a conversa para uma pessoa da equipe.
    Ela te responde até { $opens }.
handoff-waiting = Sua mensagem já está com a equipe, e a resposta vem até { $opens }.
    .v1 = Está anotado junto do seu caso. A equipe atende de segunda a sexta, das { $from }h às { $to }h, e responde até { $opens }.
    .v2 = A equipe já tem tudo o que você contou. A resposta vem até { $opens }.
proof-received = Recebi, obrigado. Uma pessoa confere e te responde até { $opens }.
label-human = Falar com alguém

### O que para a cobrança

distress =
    Sinto muito que esteja tão difícil. Sua vida vale mais que qualquer outra coisa.
    O CVV atende agora, de graça, no 188 ou em cvv.org.br. Em perigo imediato, ligue 192.
    Já avisei uma pessoa da equipe, que fala com você até { $opens }.
deceased =
    Sinto muito pela sua perda. Parei todo contato por aqui.
    Uma pessoa da equipe fala com a família até { $opens }, com calma.
legal =
    Entendido. Parei as mensagens automáticas sobre isso.
    Uma pessoa da equipe assume a conversa até { $opens }. Protocolo { $protocol }.
opt-out-done = Certo, não mando mais mensagens por aqui. Se precisar, é só escrever.
wrong-person = Desculpe o engano. Já tirei este número da nossa lista e não mando mais mensagens.
third-party =
    Por privacidade, só consigo conversar com a própria pessoa.
    Quando puder, ela mesma me chama por aqui.
    .v1 = Obrigado. Só falo sobre isso com a própria pessoa; quando puder, ela me chama por aqui.

### A qualquer momento

not-understood = Não peguei essa.
    .v1 = Desculpe, não entendi bem.
    .v2 = Acho que me perdi aqui.
unclear-human = Ainda não estou te entendendo bem, desculpe. Quer que uma pessoa continue com você?
    .v1 = Continuo sem entender direito, desculpe. Prefere falar com uma pessoa da equipe?
abuse-calm = É normal ficar com raiva numa hora dessas, e eu quero ajudar. Se preferir, chamo uma pessoa.
abuse-human =
    Melhor uma pessoa continuar com você daqui.
    Ela te responde até { $opens }.
prove-bot =
    Boa pergunta. Confira em { $site } ou no telefone { $phone }: o código desta conversa é { $code }.
    Nunca peço senha nem número de cartão. No Pix aparece { $legal_name }, CNPJ { $cnpj }; se aparecer outro nome, não pague.
    .v1 =
        É bom desconfiar mesmo. Pelo telefone { $phone } ou em { $site }, a equipe confirma o código { $code }, que é só desta conversa.
        No Pix, o nome é { $legal_name }, CNPJ { $cnpj }. Senha e cartão eu nunca peço.
who-we-are =
    Sou o assistente virtual da { $creditor }: um robô, não uma pessoa. Esta conversa fica registrada.
    Se quiser falar com alguém da equipe, é só pedir.
    .v1 =
        Sou um robô, o atendimento automático da { $creditor }, e a conversa fica registrada.
        Para falar com alguém da equipe, é só pedir.
repeat-intro = Claro, repito:
    .v1 = Sem problema, de novo:
consequences =
    Enquanto a conta está aberta, ela soma uma multa única e juros por dia, como no contrato.
    { $bureau ->
        [yes] Se um dia houver registro em cadastro de crédito, o aviso chega antes, por escrito. Depois de pago, a baixa sai em até 5 dias úteis.
       *[no] A { $creditor } não registra esta conta em cadastros de crédito.
    }
end-polite = Certo. Qualquer coisa, estou por aqui.
    .v1 = Eu que agradeço. Fique à vontade para chamar.
creditor-footer = { $legal_name } · CNPJ { $cnpj } · { $address }
