# Acordos, promessas e contas: o que se diz de um combinado que já existe, e como ele muda.

### O acordo em andamento

agreement-status =
    Seu acordo é de { $total }. Pago até agora: { $received }.
    Próxima parcela: { $next } em { $due }. No total, faltam { $left }.
    .v1 =
        Do seu acordo de { $total }, { $received } já estão pagos e faltam { $left }.
        A próxima parcela é de { $next }, em { $due }.
agreement-status-late =
    Seu acordo é de { $total }. Pago até agora: { $received }.
    A parcela de { $next } venceu em { $due }. No total, faltam { $left }.
    .v1 =
        Do seu acordo de { $total }, { $received } já estão pagos e faltam { $left }.
        A parcela de { $next } era para { $due } e continua em aberto.
agreement-status-cash = Seu acordo: { $next } à vista no Pix, até { $due }.
    .v1 = O combinado está de pé: { $next } à vista no Pix, até { $due }.
agreement-status-cash-late = Seu acordo: { $next } à vista no Pix. A data era { $due }, e ele continua em aberto.
    .v1 = O combinado era { $next } à vista no Pix, até { $due }. Continua em aberto.
running-what = O que você prefere fazer?
    .v1 = Como posso ajudar com ele?
label-move-date = Mudar a data
label-undo-agreement = Desfazer o acordo
change-terms =
    Para mudar as condições, primeiro a gente desfaz este acordo e depois vê outras.
    Se for só a data, dá para mudar sem desfazer. O que prefere?
change-terms-paid =
    Como já entrou um pagamento, quem muda as condições é uma pessoa da equipe, sem perder o que você pagou.
    Ela te responde até { $opens }.
payoff-whole = Esse valor quita o acordo inteiro.

### Desfazer

undo-recap =
    Seu acordo de { $total } deixa de valer, e o código que mandei também.
    Volta a conta de antes, que hoje está em { $owed }.
undo-ask = Posso desfazer?
    .v1 = Desfaço o acordo, então?
undo-explicit = Só para eu não errar: toque em "Desfazer" ou escreva "pode desfazer", se for isso mesmo.
kept-as-is = Certo, fica tudo como está.
    .v1 = Tudo bem, não mudei nada.
label-undo = Desfazer
label-keep = Manter o acordo
agreement-undone = Pronto, o acordo foi desfeito, sem custo. Protocolo { $protocol }.
undo-kept = Certo, o acordo continua valendo do mesmo jeito.
    .v1 = Tudo bem, nada mudou no acordo.
undo-paid =
    Como já entrou um pagamento, só uma pessoa da equipe desfaz o acordo, contando o que você pagou.
    Ela te responde até { $opens }.
undone-next = Quer ver outras condições agora ou deixar para depois?

### Mudar o vencimento

due-date-ask = Para que dia fica melhor? A próxima parcela, de { $amount }, pode ir até { $until }.
    .v1 = Que dia te ajuda? A parcela de { $amount } pode ficar para até { $until }.
due-date-which = Que dia exatamente? A próxima parcela pode ir até { $until }.
    .v1 = Me diz o dia certinho, até { $until }?
due-date-too-far = Até esse dia não consigo. A próxima parcela pode ir até { $until }. Que dia seria?
    .v1 = Esse dia passa do que posso. Consigo até { $until }; qual fica bom?
due-date-past = Esse dia já passou. Qual outro fica bom, até { $until }?
due-date-same = A parcela já é em { $due }. Quer outro dia, até { $until }?
due-date-recap = Então a parcela de { $amount } passa de { $from } para { $to }. As outras ficam como estão.
due-date-recap-only = Então o pagamento de { $amount } passa de { $from } para { $to }.
due-date-recap-all =
    Então a próxima parcela, de { $amount }, passa de { $from } para { $to }.
    Os vencimentos ficam: { $dates }
due-date-confirm = Posso mudar?
    .v1 = Mudo para você?
due-date-explicit = Só para ficar registrado: toque em "Confirmar" ou escreva "confirmo", se for isso mesmo.
due-date-moved = Pronto, { $amount } para { $due }. Te lembro um dia antes.
due-date-kept = Certo, a data fica como estava.
    .v1 = Tudo bem, não mexi na data.
label-keep-date = Deixar como está
due-date-person =
    Essa mudança de data eu não consigo fazer sozinho. Já passei o pedido para uma pessoa da equipe.
    Ela te responde até { $opens }.
due-date-ask-day = Dá para escolher o dia das parcelas. Qual dia do mês é melhor para você?
    .v1 = Qual dia do mês combina mais com você?
due-date-day-unclear = Pode ser só o número, como "dia 15".

### Promessa

promise-moving = Tudo bem, a gente muda. Em que dia fica bom? Pode ser até { $until }.
    .v1 = Sem problema. Qual outro dia, até { $until }?
promise-which-day = Que dia, mais ou menos? Consigo anotar até { $until }.
    .v1 = Me diz um dia certo, até { $until }, para eu anotar?
promise-closed-day = Esse dia não é útil, mas o Pix funciona do mesmo jeito.
promise-limit =
    A data já mudou o quanto eu podia mudar por aqui.
    Dá para ver um parcelamento, deixar parado por uns dias ou falar com uma pessoa. Como prefere?

### Propostas

ask-income =
    Então me ajuda com uma ideia: quanto entra por mês na sua casa, mais ou menos?
    É só para nenhuma parcela pesar. Se preferir, não precisa dizer.
label-no-income = Nada entra agora

counter-limit-no-down = Sem entrada não consigo nesta conta. O mais perto disso é:
    .v1 = Para esta conta preciso de uma entrada. A menor que consigo é:
counter-limit-income = Pelo que você me contou da sua renda, assim ficaria pesado. O mais leve que consigo é:
    .v1 = Desse jeito sobraria pouco para o seu mês. O mais leve que consigo é:
offer-no-down = Sem entrada dá, sim:
    .v1 = Pode ser sem entrada:

### Várias contas

debts-which-one = Claro. Qual delas?
    .v1 = Pode ser. Qual fica melhor agora?
others-open = Quando quiser, a gente vê também o que ficou em aberto. Sem pressa.
payment-over =
    Vieram { $over } a mais do que faltava. Já avisei a equipe.
    Uma pessoa combina a devolução com você até { $opens }.
payment-over-little = Vieram { $over } a mais, e isso ficou registrado. Se quiser de volta, é só me pedir.
