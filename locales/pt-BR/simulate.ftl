# O que o comando “simulate” mostra.

simulate-running = Simulando
simulate-customers = Clientes
simulate-contacted = Procurados
simulate-replied = Responderam
simulate-verified = Identificados
simulate-reason-told = Contaram o motivo
simulate-offered = Receberam proposta
simulate-agreed = Fecharam acordo
simulate-paid-first = Pagaram a primeira parte
simulate-settled = Quitaram o acordo
simulate-broken = Quebraram o acordo
simulate-promised = Prometeram pagar
simulate-promise-kept = Cumpriram a promessa
simulate-paused = Ficaram em pausa
simulate-handed-off = Foram para uma pessoa
simulate-stopped = Cobrança encerrada
simulate-misses = Mensagens não entendidas
simulate-owed = Devido no início
simulate-agreed-total = Combinado em acordos
simulate-recovered = Recebido
simulate-discount = Desconto dado
simulate-sum = { MONEY($sum) }
simulate-handoffs = Para uma pessoa, por motivo:
simulate-kinds-header = Tipo de cliente           total  identif.  acordos  1ª parte  pessoa          recebido

simulate-kind-forgetful = esqueceu
simulate-kind-lost-invoice = perdeu o boleto
simulate-kind-hardship = em dificuldade
simulate-kind-awaiting-income = espera receber
simulate-kind-bargainer = sempre pede mais
simulate-kind-already-paid = diz que pagou
simulate-kind-disputer = contesta
simulate-kind-silent = não responde
simulate-kind-wrong-person = outra pessoa
simulate-kind-angry = irritado
simulate-kind-distressed = em sofrimento
simulate-kind-opt-out = pede silêncio
simulate-kind-suspicious = teme um golpe
simulate-kind-human-seeker = quer uma pessoa

simulate-reason-asked = pediu uma pessoa
simulate-reason-distress = sofrimento
simulate-reason-deceased = falecimento
simulate-reason-dispute = contestação
simulate-reason-already-paid = diz que já pagou
simulate-reason-legal-threat = advogado ou órgão citado
simulate-reason-abuse = ofensas
simulate-reason-identity-failed = identidade não provada
simulate-reason-not-understood = não entendido
simulate-reason-beyond-policy = além da política
simulate-reason-hardship = dificuldade sem saída
simulate-reason-over-indebted = superendividamento
simulate-reason-prescribed = dívida prescrita
simulate-reason-data-problem = dados a conferir
simulate-reason-privacy = dados pessoais
simulate-reason-refused = recusa
simulate-reason-payment-trouble = problema no pagamento
simulate-reason-other = outro assunto
simulate-reason-loop-guard = conversa sem fim
simulate-reason-broken = conversa quebrada

# Dois conteúdos lado a lado.
simulate-impact-header = Medida                                         antes            depois         diferença  intervalo de 95%
simulate-impact-measure = { $code ->
    [agreed] Fecharam acordo
    [agreed-total] Combinado em acordos
    [discount] Desconto dado
    [paid-first] Pagaram a primeira parte
    [recovered] Recebido
    [broken] Quebraram o acordo
    [handed-off] Foram para uma pessoa
    [hardship-agreed] Em dificuldade: fecharam acordo
    [hardship-paused] Em dificuldade: em pausa
    [hardship-handed-off] Em dificuldade: para uma pessoa
   *[hardship-broken] Em dificuldade: quebraram
  }
simulate-impact-sure = { $sure ->
    [more] aumenta
    [less] diminui
    [same] não muda
   *[unsure] não dá para dizer
  }
simulate-impact-floor = Propostas abaixo do piso: { $before } antes, { $after } depois
