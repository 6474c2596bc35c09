# O que a equipe lê de um caso.

summary-why = { $reason ->
    [asked] A pessoa pediu para falar com alguém.
    [distress] Sinais de sofrimento: falar com cuidado, sem tocar na conta.
    [deceased] Aviso de falecimento.
    [dispute] Não reconhece a conta ou o valor.
    [already_paid] Diz que já pagou.
    [legal_threat] Citou advogado ou órgão de defesa.
    [abuse] Ofensas repetidas.
    [identity_failed] A identidade não foi confirmada.
    [not_understood] O robô não entendeu.
    [beyond_policy] Nenhuma proposta do robô serviu.
    [hardship] Dificuldade em que nenhuma proposta coube.
    [over_indebted] Mais contas do que consegue pagar.
    [prescribed] A conta é antiga demais para negociar.
    [data_problem] O cadastro precisa de conferência.
    [privacy] Pedido sobre dados pessoais.
    [refused] Não quer pagar.
    [payment_trouble] O código de pagamento não pôde ser gerado.
    [other] Outro assunto, como um documento.
   *[broken] O programa não soube continuar.
} { $identity ->
    [verified] Identidade confirmada.
    [locked] Identidade bloqueada após três tentativas.
   *[unknown] Identidade não confirmada: não fale da conta antes disso.
}
summary-late = { $reason ->
    [forgot] Motivo do atraso: esqueceu.
    [lost_invoice] Motivo do atraso: não recebeu ou perdeu o boleto.
    [hardship] Motivo do atraso: dificuldade financeira.
    [unemployment] Motivo do atraso: desemprego.
    [illness] Motivo do atraso: doença.
    [income_loss] Motivo do atraso: perda de renda.
    [over_indebted] Motivo do atraso: muitas contas ao mesmo tempo.
    [awaiting_income] Motivo do atraso: espera receber.
    [already_paid] Motivo do atraso: diz que pagou.
    [dispute] Motivo do atraso: contesta a conta.
    [payment_problem] Motivo do atraso: tentou pagar e não conseguiu.
    [undisclosed] Motivo do atraso: preferiu não dizer.
    [other] Motivo do atraso: outro, nas palavras da pessoa.
   *[untold] Motivo do atraso: ainda não contado.
}
summary-owed = Em aberto hoje: { $total }, { $count ->
    [1] uma conta
   *[other] { $count } contas
}, atraso de { $days } dias.
summary-agreed = Acordo em andamento: { $total }, recebidos { $received }.
summary-offers = Propostas feitas: { $made }; a última, { $total } em { $count }x.
