# Direitos e fatos: contestar, já ter pago, papéis, dados pessoais, o que acontece se não pagar.
# Só o que é verdade: nenhum texto daqui ameaça, promete ou adivinha.

### Contestação

dispute-understood = { $kind ->
    [unknown_debt] Entendi: você não reconhece essa cobrança.
    [fraud] Entendi: fizeram isso no seu nome, sem você saber. Sinto muito.
    [wrong_amount] Entendi: o valor não bate com o que você sabe.
    [duplicate] Entendi: para você, a mesma coisa foi cobrada duas vezes.
    [dissatisfied] Entendi: o que você recebeu não foi o combinado. Sinto muito por isso.
    [not_delivered] Entendi: você não recebeu o que está sendo cobrado. Sinto muito por isso.
    [cancelled_before] Entendi: você já tinha cancelado ou devolvido.
    [prescribed] Entendi: para você, essa conta é antiga demais para ser cobrada.
   *[other] Entendi: tem algo errado nessa cobrança.
}
dispute-debt = { $product }, que venceu em { DATE($due_on, style: "short") }
dispute-debt-plain = A conta que venceu em { DATE($due_on, style: "short") }
dispute-stopped = { $scope ->
    [part] Parei a cobrança só do que você contestou. Uma pessoa confere e te responde até { $opens }.
   *[all] Parei a cobrança. Uma pessoa confere isso e te responde até { $opens }.
  }
    Protocolo { $protocol }.
dispute-evidence = { $matter ->
    [unknown_debt] Tem algo que ajude a conferir? Pode escrever ou mandar foto.
    [fraud] Você perdeu documentos ou notou outras compras assim? Se tiver um registro disso, pode mandar.
    [wrong_amount] Qual seria o valor certo? Se tiver contrato ou comprovante, pode mandar aqui.
    [duplicate] Onde apareceu a outra cobrança, ou quando você pagou? Se tiver comprovante, pode mandar.
    [dissatisfied] O que aconteceu com o produto ou o serviço? Fotos também ajudam.
    [not_delivered] Você tem o número do pedido ou o dia combinado para a entrega?
    [cancelled_before] Quando foi o cancelamento ou a devolução? Se tiver protocolo ou e-mail, pode mandar.
    [prescribed] Quer deixar algo escrito para quem vai conferir?
   *[other] O que está errado, nas suas palavras? Se tiver foto ou documento, pode mandar.
}
dispute-which = Certo, vamos ver isso. É sobre qual delas?
    .v1 = Qual destas contas você quer contestar?
dispute-which-unclear = Pode ser o dia do vencimento ou o nome do produto.
dispute-already = Já está anotado, protocolo { $protocol }. Juntei também o que você disse agora.
    .v1 = Isso já está com a equipe, protocolo { $protocol }. Acrescentei sua mensagem.
label-every-debt = Todas elas
label-that-is-all = Só isso
note-words = Anotei no protocolo { $protocol }. Obrigado por explicar.
    .v1 = Anotado, protocolo { $protocol }. Quem for conferir já lê isso.
note-file = Recebi o arquivo e juntei ao protocolo { $protocol }.
    .v1 = Chegou, obrigado. Está junto do protocolo { $protocol }.
note-question = A equipe te responde até { $opens }, no protocolo { $protocol }. Se lembrar de algo, pode escrever.
    .v1 = Quem vai conferir responde até { $opens }. Quer acrescentar algo ao protocolo { $protocol }?
note-nothing = Tudo bem. Já está com a equipe, protocolo { $protocol }.
    .v1 = Certo. O protocolo { $protocol } já está com quem vai conferir.
others-go-on = O resto continua como estava. Quer ver agora?
    .v1 = As outras contas seguem como antes. Quer olhar agora?
label-see-others = Ver as outras
label-not-now = Agora não
breakdown =
    { $product }, que venceu em { DATE($due_on, style: "short") }: { $principal }
    Multa de { $fine_rate }, uma vez só: { $fine }
    Juros de { $rate } ao mês, por { $days } dias: { $interest }
    Total de hoje: { $total }
breakdown-plain =
    Conta que venceu em { DATE($due_on, style: "short") }: { $principal }
    Multa de { $fine_rate }, uma vez só: { $fine }
    Juros de { $rate } ao mês, por { $days } dias: { $interest }
    Total de hoje: { $total }
charges-question = Se algo aí não parecer certo, eu paro a cobrança e uma pessoa confere. Faz sentido para você?
    .v1 = Essa é a conta inteira. Ficou claro, ou quer contestar?
label-contest = Contestar o valor
label-understood = Faz sentido

### Já pagou

paid-claim = Obrigado por avisar. Enquanto confiro, ninguém te cobra. Protocolo { $protocol }.
await-proof = Se tiver o comprovante, pode mandar aqui. Uma pessoa confere e te responde até { $opens }.
claim-proved =
    Obrigado, o comprovante já está com a conta. Protocolo { $protocol }.
    Uma pessoa confere e te responde até { $opens }; enquanto isso, ninguém te cobra.
claim-which-day = Que bom, obrigado por avisar. Para que dia ficou agendado?
    .v1 = Só falta o dia: para quando ficou agendado?
claim-day-unclear = Pode ser algo como "sexta" ou "dia 10".
label-unsure-day = Não sei o dia
claim-scheduled =
    Anotado: agendado para { $on }. O banco leva até 2 dias úteis para me avisar.
    Até { $until }, ninguém te cobra, e não precisa mandar comprovante.
claim-unsure = Sem problema. Até { $until }, ninguém te cobra; quando o pagamento aparecer, eu te aviso.
file-which = Recebi o arquivo, obrigado. É um comprovante de pagamento?
    .v1 = Chegou, obrigado. Esse arquivo é um comprovante de pagamento?
file-kept =
    Guardei o arquivo com a conversa. Uma pessoa da equipe olha e te responde até { $opens }.
label-a-proof = É comprovante
label-another-thing = É outra coisa

### O pagamento não deu certo

payment-problem = Vamos resolver. O que aconteceu na hora de pagar?
    .v1 = Certo, me conta: o que aconteceu na hora de pagar?
label-code-failed = Código não funciona
label-paid-wrong = Paguei errado
new-code = Aqui vai um código novo. Pode deixar o anterior de lado.
    .v1 = Fiz outro código para você. Use só este, por favor.
handoff-code =
    Os códigos não estão funcionando com você, desculpe. Uma pessoa vai olhar isso de perto.
    Ela te responde até { $opens }. Nada muda na sua conta enquanto isso.
no-card =
    Por aqui o pagamento é por Pix ou boleto. Não recebo cartão, e nunca peço o número dele.
    Qual prefere?
label-boleto = Boleto
bank-down =
    Quando é do banco, costuma voltar em algumas horas, e a espera não é culpa sua.
    Prefere tentar mais tarde ou receber outro código agora?
label-try-later = Tentar mais tarde
label-new-code = Outro código
bank-later = Combinado. Tente quando o banco voltar; em { $until }, confiro com você se deu certo.
payment-asked =
    Entendi, vamos atrás desse dinheiro. Enquanto isso, ninguém te cobra.
    Uma pessoa procura e te responde até { $deadline }. Protocolo { $protocol }.
payment-evidence = O que foi pago, quando e quanto? Se tiver o comprovante, pode mandar aqui.

### Papéis

paper-which = Claro. De qual papel você precisa?
    .v1 = Posso ajudar com isso. Qual documento você quer?
label-receipt = Recibo
label-discharge = Carta de quitação
label-contract = Cópia do contrato
receipt-head = Recibo { $protocol }, de { DATE($today, style: "full") }. { $legal_name }, CNPJ { $cnpj }, recebeu de { $customer }:
receipt-agreement = { $amount } em { DATE($on, style: "full") }, pelo acordo { $protocol }
receipt-payment = { $amount } em { DATE($on, style: "full") }{ $product ->
    [none] {""}
   *[other] , por { $product }
}
receipt-invoice = { $amount }{ $dated ->
    [yes] {" "}em { DATE($on, style: "full") }
   *[no] {""}
}, por { $product }, que venceu em { DATE($due_on, style: "short") }
receipt-invoice-plain = { $amount }{ $dated ->
    [yes] {" "}em { DATE($on, style: "full") }
   *[no] {""}
}, pela conta que venceu em { DATE($due_on, style: "short") }
receipt-none = Ainda não vejo nenhum pagamento registrado por aqui, então não posso dar recibo. Se você já pagou, me avise que uma pessoa confere.
    .v1 = Continuo sem ver pagamento registrado. Se você pagou, me diga, que abro a conferência.
discharge-head = Declaração { $protocol }, de { DATE($today, style: "full") }. { $legal_name }, CNPJ { $cnpj }, declara que { $customer } quitou:
discharge-line = { $product }, { $amount }, vencimento { DATE($due_on, style: "full") }{ $dated ->
    [yes] , paga em { DATE($on, style: "full") }
   *[no] {""}
}
discharge-line-plain = Conta de { $amount }, vencimento { DATE($due_on, style: "full") }{ $dated ->
    [yes] , paga em { DATE($on, style: "full") }
   *[no] {""}
}
discharge-left = O que ainda está em aberto não entra nela: hoje, { $left }.
discharge-left-agreed = O acordo em andamento não entra nela: { $count ->
    [0] não falta nada
    [1] falta 1 parcela, { $left }
   *[other] faltam { $count } parcelas, { $left }
}.
discharge-not-yet = A carta de quitação sai quando tudo estiver pago. Hoje ainda faltam { $left }.
    .v1 = Essa carta só posso dar depois do pagamento. Por enquanto, faltam { $left }.
discharge-not-yet-agreed = A carta de quitação sai com a última parcela paga. { $count ->
    [0] Não falta nada.
    [1] Falta 1 parcela, { $left }.
   *[other] Ainda faltam { $count } parcelas, { $left } no total.
  }
discharge-nothing = Não encontrei nada em aberto nem pago por aqui. Se precisar dessa carta assim mesmo, chamo uma pessoa da equipe.
contract-asked = Pedi a cópia do contrato a uma pessoa da equipe. Ela te responde até { $deadline }. Protocolo { $protocol }.
request-already = Esse pedido já está registrado: protocolo { $protocol }, resposta até { $deadline }.
    .v1 = Já tenho esse pedido aqui, protocolo { $protocol }. A resposta sai até { $deadline }.

### Dados pessoais

privacy-which = Claro, os dados são seus. O que você precisa?
    .v1 = É um direito seu. O que você gostaria de fazer?
label-access = Ver meus dados
label-correction = Corrigir um dado
label-erasure = Apagar meus dados
label-review = Rever uma decisão
privacy-access = Registrei seu pedido, protocolo { $protocol }. A cópia completa chega até { $deadline }.
privacy-held = Em resumo, a { $creditor } guarda o seu nome{ $document ->
    [yes] , documento
   *[no] {""}
}{ $birth ->
    [yes] , data de nascimento
   *[no] {""}
}{ $phone ->
    [yes] , telefone
   *[no] {""}
}{ $email ->
    [yes] , e-mail
   *[no] {""}
}{ $bills ->
    [yes] , as suas contas
   *[no] {""}
} e esta conversa.
privacy-erasure =
    Registrei seu pedido, protocolo { $protocol }. O responsável te responde até { $deadline }.
    Alguns dados a lei manda guardar por um tempo, como os de contas; a resposta diz quais e por quê.
    Se quiser só parar as mensagens, escreva "sair".
privacy-correction = Registrei seu pedido de correção, protocolo { $protocol }. A resposta sai até { $deadline }.
privacy-correct-what = O que está errado, e como seria o certo?
privacy-source =
    Seu contato veio do cadastro da { $creditor }, só para falar com a própria pessoa.
    Se este número não for o dela, me diga que eu retiro.
    .v1 = É o contato que está no cadastro da { $creditor }. Se não for seu, eu tiro daqui.
privacy-source-asked = Também registrei o pedido, protocolo { $protocol }: a resposta completa chega até { $deadline }.
privacy-review =
    Registrei, protocolo { $protocol }: uma pessoa revê e te responde até { $deadline }.
    As condições saem de regras da { $creditor }: valor, dias de atraso, pagamentos anteriores e o que você me conta.

### O que acontece se não pagar

consequences-growth = Hoje são { $today }; amanhã, { $tomorrow }.
growth = Hoje são { $today }. Amanhã serão { $tomorrow }, e daqui a 30 dias, { $later }.
    A multa é uma vez só; o que cresce são os juros de { $rate } ao mês.
growth-agreed = O seu acordo tem valor fechado: { $total } ao todo, e faltam { $left }. Só muda se um atraso passar de { $days } dias.
growth-nothing = Não há nada vencido aqui, então nada está crescendo.
listing = { $bureau ->
    [yes] A { $creditor } pode registrar contas em aberto em cadastro de crédito. Antes disso, você recebe um aviso por escrito.
   *[no] A { $creditor } não registra contas em cadastros de crédito.
}
removal = { $bureau ->
    [yes] Se houver registro por esta conta, a baixa sai em até 5 dias úteis depois que ela é quitada.
   *[no] A { $creditor } não registra contas em cadastros de crédito, então por aqui não há o que baixar.
}
removal-dated = Se houver registro por essa conta, { $passed ->
    [yes] a baixa deveria ter saído até { $until }. Se ainda aparece, me diga que uma pessoa resolve.
   *[no] a baixa sai até { $until }: são 5 dias úteis depois da quitação.
}
court =
    Isso não é decidido nesta conversa, e não tenho nenhuma informação sobre isso.
    Por aqui, só combino pagamento. Se quiser orientação de graça, procure o Procon ou a Defensoria.
service-suspended =
    Pelo contrato, a { $creditor } pode suspender o serviço a partir de { $days } dias de atraso, avisando antes.
    Com a conta em dia, ele volta.
service-unknown = Não tenho nenhuma informação de corte ou suspensão por causa desta conta. Se quiser, uma pessoa da { $creditor } confirma.
prescription =
    A lei dá um prazo para cobrar uma conta, em geral { $years } anos do vencimento. A sua venceu em { DATE($due_on, style: "full") }.
    Não dou orientação jurídica; o Procon e a Defensoria explicam isso de graça.
prescription-plain =
    A lei dá um prazo para cobrar uma conta, em geral { $years } anos do vencimento.
    Não dou orientação jurídica; o Procon e a Defensoria explicam isso de graça.
refusing-numbers = Entendo, e ninguém vai te pressionar. Só para você ter os números: hoje são { $today }, e amanhã, { $tomorrow }.
refusing-calm = Entendo, e ninguém vai te pressionar.
strategic =
    Entendo que você queira pagar bem menos, e não faz mal perguntar.
    Só posso o que está autorizado, e é igual para todo mundo nessa situação.
    .v1 = Sei que não é o que você esperava, e tudo bem. O que está autorizado não mudou.
authority-claim =
    Se alguém da equipe combinou isso com você, uma pessoa confirma e acerta.
    Por aqui, só posso o que já está autorizado. Como prefere?
    .v1 =
        Não consigo confirmar isso por aqui, mas uma pessoa da equipe consegue.
        Chamo alguém ou vemos o que já está autorizado?
rules-stay = Sigo sempre as condições autorizadas pela { $creditor }; nesta conversa elas não mudam.
    .v1 = Isso eu não consigo mudar daqui: as condições são as da { $creditor }.

### Dificuldade, cada uma do seu jeito

gentle-care = { $reason ->
    [bereavement] Sinto muito pela sua perda. Isso aqui pode esperar.
   *[illness] Sinto muito. Cuidar da saúde vem primeiro.
  }
    Posso deixar tudo parado por um tempo, sem cobrança. Prefere assim?
label-what-fits = Ver o que cabe
name-lent =
    Entendo, e é uma situação chata. Como a conta está no seu nome, só posso tratar dela com você.
    Nada disso é dito à outra pessoa. Quanto caberia por mês, sem apertar?
    .v1 = A conta continua no seu nome, então combino só com você, e ninguém mais fica sabendo. Quanto caberia por mês?
disorganised =
    Acontece, e dá para arrumar: poucas parcelas, num dia bom para você.
    Qual dia do mês é melhor?
which-day-unclear = Pode ser só o número do dia, como "dia 10".
label-any-day = Qualquer dia
reason-disorganised = Acontece, e dá para arrumar.
    .v1 = Tudo bem, a gente arruma isso junto.
