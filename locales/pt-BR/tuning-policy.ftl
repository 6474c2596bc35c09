# A política em tabela, números e gráfico, e o que outra política mudaria.

web-tuning-policy = Política
web-tuning-policy-what = Quanto se perdoa, em quantas vezes e com que entrada, por dias de atraso; e quanto isso dá para pagar.
web-tuning-policy-which = Qual política
web-tuning-policy-since = Vale desde { $from } (versão { $number }).
web-tuning-policy-until = Valeu de { $from } até { $until } (versão { $number }).
web-tuning-policy-coming = Esta é a política do rascunho: só passa a valer quando ele for publicado. Acordos e propostas já feitos não mudam.
web-tuning-policy-broken = Esta política tem problemas e ainda não pode valer. Eles estão na conferência, logo abaixo.
web-tuning-policy-changed = O que muda neste rascunho
web-tuning-policy-unchanged = Nenhum número da política mudou.
web-tuning-policy-change = { $room }. { $name }: de { $before } para { $after }.
web-tuning-policy-as-file = Editar como arquivo

# As faixas.
web-tuning-policy-bands = Faixas de atraso
web-tuning-policy-bands-what = Vale a primeira faixa que serve ao caso. Em cada coluna de perdão, o primeiro degrau é a proposta de abertura; os seguintes, o que o robô concede a quem pede mais.
web-tuning-policy-col-days = Atraso
web-tuning-policy-col-cash = À vista: perdão
web-tuning-policy-col-plan = Parcelado: perdão
web-tuning-policy-col-count = Até quantas vezes
web-tuning-policy-col-least = Parcela mínima
web-tuning-policy-col-down = Entrada
web-tuning-policy-col-first = Dias até a 1ª parcela
web-tuning-policy-col-rate = Juros ao mês
web-tuning-policy-days = { $kind ->
    [both] De { $from } a { $to } dias
    [from] A partir de { $from } dias
    [to] Até { $to } dias
   *[all] Todos os outros casos
  }
web-tuning-policy-only = { $name }: vale só em certos casos (veja o arquivo)
web-tuning-policy-rung = { $kind ->
    [charges] { $charges } dos encargos
    [principal] { $principal } do principal
    [both] { $charges } dos encargos e { $principal } do principal
   *[nothing] nada
  }
web-tuning-policy-within = para pagar em { $days ->
    [1] 1 dia
   *[other] { $days } dias
  }
web-tuning-policy-no-plan = Só à vista.
web-tuning-policy-no-down = sem entrada
web-tuning-policy-no-rate = sem juros
web-tuning-policy-none = nada
web-tuning-policy-value = { $value }
web-tuning-policy-flag = { $value ->
    [true] Sim
   *[false] Não
  }

# Como se fala com as pessoas.
web-tuning-policy-conduct = Limites de contato
web-tuning-policy-hours = O robô só começa uma conversa em dia útil, das { $opens } às { $closes } de onde o cliente mora. Responder, responde a qualquer hora.
web-tuning-policy-silence = Pergunta sem resposta: { $hours ->
    [1] uma lembrança depois de 1 hora
   *[other] uma lembrança depois de { $hours } horas
  }, no máximo { $times ->
    [1] uma vez
   *[other] { $times } vezes
  } por semana.
web-tuning-policy-no-silence = Pergunta sem resposta não é lembrada.
web-tuning-policy-first = Ninguém ouve falar da dívida antes de confirmar quem é.
web-tuning-policy-stop = Quem pede para não receber mensagens não recebe mais nenhuma que o robô comece. Estes limites são do programa: nenhuma política os afrouxa.

# O gráfico.
web-tuning-policy-graph = Quanto dá para pagar, por dias de atraso
web-tuning-policy-graph-what = O menor valor que o robô concede a quem atrasou pela primeira vez, calculado pelo mesmo cálculo das propostas, com multa de 2% e juros de 1% ao mês. Os círculos marcam os dias em que esperar barateou.
web-tuning-policy-debt = Dívida de R$
web-tuning-policy-draw = Desenhar
web-tuning-policy-line-live = Hoje
web-tuning-policy-line-draft = Rascunho
web-tuning-policy-chart = { $family ->
    [avista] À vista
   *[parcelado] Parcelado, a soma das parcelas
  }
web-tuning-policy-chart-told = { $family ->
    [avista] Gráfico do menor valor à vista por dias de atraso; a tabela logo abaixo diz o mesmo em números.
   *[parcelado] Gráfico da menor soma das parcelas por dias de atraso; a tabela logo abaixo diz o mesmo em números.
  }
web-tuning-policy-edges = Onde esperar compensa
web-tuning-policy-edge = Do dia { $days } em diante, o menor valor à vista cai de { $before } para { $after }.
web-tuning-policy-no-edges = Esperar não barateia em nenhum dia.
web-tuning-policy-table = O gráfico em tabela
web-tuning-policy-col-day = Dias de atraso
web-tuning-policy-col-owed = Devido
web-tuning-policy-col-live-cash = À vista, hoje
web-tuning-policy-col-live-plan = Parcelado, hoje
web-tuning-policy-col-draft-cash = À vista, rascunho
web-tuning-policy-col-draft-plan = Parcelado, rascunho
web-tuning-policy-falls = cai

# Os números.
web-tuning-policy-numbers = Todos os números
web-tuning-policy-form-what = Salvar muda só estes números no rascunho; o resto do arquivo, com seus comentários, fica como está. Porcentagens vão com vírgula, como 2,5.
web-tuning-policy-in-draft = Para mudar um número, abra um rascunho em Ajustes e volte por ele.
web-tuning-policy-no-right = Só a administração que atende todos os credores muda a política. Você pode ler tudo, testar o impacto de um rascunho e pedir a mudança.
web-tuning-policy-over = Este rascunho já não pode ser mudado.
web-tuning-policy-not-saved = Nada foi salvo. Veja os números marcados.
web-tuning-policy-on-air = Hoje: { $value }
web-tuning-policy-unit = { $unit ->
    [percent] (%)
   *[money] (R$)
  }
web-tuning-policy-wrong = { $code ->
    [not-number] Isto não é um número que caiba aqui.
    [out-of-range] O número é pequeno ou grande demais.
    [stale] Outra pessoa pôs { $now } aqui enquanto você editava. Salve de novo para ficar com o seu.
   *[unknown] A política não tem este número.
  }
web-tuning-policy-room = { $room ->
    [general] Geral
    [negotiation] Negociação
    [agreement] Acordo
    [promise] Promessa de pagamento
    [pause] Pausa na cobrança
    [due-date] Mudança de vencimento
    [silence] Pergunta sem resposta
    [ceilings] Tetos acima de tudo
    [authority] O que a equipe pode além do robô
    [segments] Quem é atraso passageiro e quem é recorrente
    [chronic] Atraso recorrente
    [after-broken] Depois de um acordo quebrado
   *[hardship] Dificuldade financeira
  }
web-tuning-policy-number = { $place ->
    [contact-above] Abaixo deste saldo ninguém é procurado
    [prescribed-after-years] Anos até a prescrição
    [negotiation-concessions] Quantas vezes o robô cede
    [negotiation-remembered-days] Dias em que a negociação é lembrada
    [negotiation-valid-days] Dias em que uma proposta vale
    [negotiation-clearing-days] Dias para um pagamento compensar
    [agreement-tolerance-days] Dias de atraso perdoados numa parcela
    [agreement-broken-after-days] Dias de atraso que desfazem o acordo
    [promise-max-days] Até quantos dias à frente
    [promise-per-period] Quantas por período
    [promise-period-days] Dias do período
    [promise-reminders] Lembretes de cada uma
    [pause-max-days] Dias de pausa, no máximo
    [pause-hardship-max-days] Dias de pausa em dificuldade, no máximo
    [due-date-times] Quantas vezes num acordo
    [due-date-max-days] Dias depois do combinado, no máximo
    [due-date-cash-days] O mesmo, num acordo de um pagamento só
    [due-date-day-of-month] O dia do mês pode mudar
    [silence-after-hours] Horas até lembrar
    [silence-per-week] Vezes por semana, no máximo
    [ceilings-charges] Encargos que se perdoam, no máximo
    [ceilings-principal] Principal que se perdoa, no máximo
    [ceilings-count] Parcelas, no máximo
    [authority-agent-charges] Atendente: encargos
    [authority-agent-principal] Atendente: pontos a mais do principal
    [authority-agent-count] Atendente: parcelas a mais
    [authority-supervisor-charges] Supervisão: encargos
    [authority-supervisor-principal] Supervisão: pontos a mais do principal
    [authority-supervisor-count] Supervisão: parcelas a mais
    [segments-temporary-late-at-most] Passageiro: atrasos em 12 meses, no máximo
    [segments-chronic-late-from] Recorrente: a partir de quantos atrasos em 12 meses
    [segments-chronic-broken-from] Recorrente: a partir de quantos acordos quebrados
    [segments-chronic-seeking-from] Recorrente: a partir de quantas negociações esgotadas
    [chronic-rungs-fewer] Degraus a menos
    [chronic-down-payment] Entrada mínima
    [chronic-waives-principal] O principal pode ser perdoado
    [after-broken-rungs-fewer] Degraus a menos
    [after-broken-no-discount-days] Dias sem desconto do principal
    [hardship-charges] Encargos perdoados de saída
    [hardship-count-times] Quantas vezes mais parcelas
    [hardship-min-instalment] Parcela mínima
    [hardship-down-payment] Entrada
    [hardship-first-due-days] Dias até a primeira parcela
    [hardship-interest-frozen] Parcelado sem juros
    [hardship-protected-income] Renda que nenhum plano toca
    [hardship-ask-income] Perguntar a renda a quem não sabe quanto cabe
    [band-when-days-overdue-from] Atraso: de quantos dias
    [band-when-days-overdue-to] Atraso: até quantos dias
    [band-cash-within-days] À vista: dias para pagar
    [band-cash-ladder-charges] À vista, degrau { $step }: encargos perdoados
    [band-cash-ladder-principal] À vista, degrau { $step }: principal perdoado
    [band-plan-ladder-charges] Parcelado, degrau { $step }: encargos perdoados
    [band-plan-ladder-principal] Parcelado, degrau { $step }: principal perdoado
    [band-plan-largest-count] Parcelado: até quantas vezes
    [band-plan-min-instalment] Parcelado: parcela mínima
    [band-plan-down-payment] Parcelado: entrada
    [band-plan-first-due-days] Parcelado: dias até a primeira parcela
   *[band-plan-monthly-rate] Parcelado: juros ao mês
  }

# Faixas e degraus.
web-tuning-policy-shape = Mudar faixas e degraus
web-tuning-policy-shape-what = Cada botão muda só o que diz, no rascunho, e o resto do arquivo fica como está. Depois de cada mudança, o gráfico e a conferência mostram no que deu.
web-tuning-policy-shape-split-at = Dividir em duas, com os mesmos termos; a segunda começa no dia
web-tuning-policy-shape-split = Dividir
web-tuning-policy-shape-days = do dia { $from } ao dia { $to }
web-tuning-policy-shape-days-on = do dia { $from } em diante
web-tuning-policy-shape-join = Retirar e passar os dias dela para “{ $band }”
web-tuning-policy-shape-ladder = { $part ->
    [cash] À vista: degraus
   *[plan] Parcelado: degraus
  }
web-tuning-policy-shape-earlier = Subir o degrau { $step }
web-tuning-policy-shape-later = Descer o degrau { $step }
web-tuning-policy-shape-out = Retirar o degrau { $step }
web-tuning-policy-shape-unread = este degrau não dá para ler
web-tuning-policy-shape-charges = Encargos perdoados (%)
web-tuning-policy-shape-principal = Principal perdoado (%)
web-tuning-policy-shape-place = Lugar
web-tuning-policy-shape-first = no começo, como abertura
web-tuning-policy-shape-after = depois do degrau { $step }
web-tuning-policy-shape-add = Pôr degrau
web-tuning-policy-shape-wrong = { $code ->
    [day] Nada mudou: o dia precisa ser um número dentro da faixa, depois do primeiro dia dela.
    [percent] Nada mudou: encargos e principal precisam ser porcentagens de 0 a 100, como 2,5.
    [last-rung] Nada mudou: um perdão precisa de pelo menos um degrau.
    [layout] Nada mudou: esta parte do arquivo foi escrita de um jeito próprio. Use “Editar como arquivo”.
    [stale] Nada mudou: outra pessoa salvou esta política enquanto você olhava. Confira como ela está agora e repita.
   *[unknown] Nada mudou: a política não tem essa faixa ou esse degrau.
  }
web-tuning-policy-came = Faixa nova: { $band }.
web-tuning-policy-gone = Faixa retirada: { $band }.
web-tuning-policy-moved = Nada foi salvo: as faixas ou os degraus desta política mudaram enquanto você editava. Confira como está agora e escreva de novo.
web-tuning-policy-kept = { $name }: você tinha escrito { $typed }

# O impacto.
web-tuning-impact = Impacto da política
web-tuning-impact-what = O que a política do rascunho mudaria: em clientes simulados, que passam pelas duas políticas, e no que aconteceu de verdade nos últimos 90 dias. Nada chega a ninguém.
web-tuning-impact-customers = Clientes simulados
web-tuning-impact-do = Simular
web-tuning-impact-past-do = Olhar os últimos 90 dias
web-tuning-impact-slow = Leva alguns segundos. Uma simulação por vez.
web-tuning-impact-busy = Outra simulação está em andamento. Tente de novo daqui a pouco.
web-tuning-impact-verdict = Em poucas palavras
web-tuning-impact-says-agreed = { $sure ->
    [more] Mais clientes simulados fechariam acordo.
    [less] Menos clientes simulados fechariam acordo.
    [same] Os mesmos clientes simulados fechariam acordo.
   *[unsure] Não dá para dizer se mais ou menos clientes fechariam acordo.
  }
web-tuning-impact-says-recovered = { $sure ->
    [more] Entraria mais dinheiro em 120 dias.
    [less] Entraria menos dinheiro em 120 dias.
    [same] Entraria o mesmo dinheiro em 120 dias.
   *[unsure] Não dá para dizer se entraria mais ou menos dinheiro em 120 dias.
  }
web-tuning-impact-says-discount = { $sure ->
    [more] Seria dado mais desconto.
    [less] Seria dado menos desconto.
    [same] O desconto seria o mesmo.
   *[unsure] Não dá para dizer se seria dado mais ou menos desconto.
  }
web-tuning-impact-says-hardship = { $sure ->
    [more] Entre quem está em dificuldade, mais gente fecharia acordo.
    [less] Entre quem está em dificuldade, menos gente fecharia acordo. Pense de novo antes de publicar.
    [same] Entre quem está em dificuldade, os acordos seriam os mesmos.
   *[unsure] Entre quem está em dificuldade, não dá para dizer se mais ou menos gente fecharia acordo.
  }
web-tuning-impact-caution = O intervalo conta só o acaso do sorteio. Clientes simulados não são os seus: eles decidem por regras simples, e ninguém sabe se os de verdade fariam o mesmo.
web-tuning-impact-on-simulated = Clientes simulados
web-tuning-impact-simulated = { $customers } clientes ({ $hardship } em dificuldade), { $days } dias cada um, os mesmos dos dois lados. As conversas seguem o fluxo que está no ar.
web-tuning-impact-floor = Propostas abaixo do piso: { $before } hoje, { $after } no rascunho
web-tuning-impact-col-what = O quê
web-tuning-impact-col-differs = Diferença
web-tuning-impact-col-between = Intervalo de 95%
web-tuning-impact-col-sure = O que se pode dizer
web-tuning-impact-col-then = Como foi
web-tuning-impact-between = de { $low } a { $high }
web-tuning-impact-too-few = gente de menos para um intervalo
web-tuning-impact-sure = { $sure ->
    [more] aumenta
    [less] diminui
    [same] não muda
   *[unsure] não dá para dizer
  }
web-tuning-impact-measure = { $code ->
    [agreed] Fecharam acordo
    [agreed-total] Valor combinado
    [discount] Desconto dado
    [paid-first] Pagaram a primeira parte
    [recovered] Dinheiro que entrou
    [broken] Quebraram o acordo
    [handed-off] Foram para uma pessoa
    [hardship-agreed] Fecharam acordo
    [hardship-paused] Ficaram em pausa
    [hardship-handed-off] Foram para uma pessoa
   *[hardship-broken] Quebraram o acordo
  }
web-tuning-impact-hardship = Só quem está em dificuldade
web-tuning-impact-past = Os últimos 90 dias
web-tuning-impact-past-offers = { $conversations ->
    [0] Nenhuma conversa nos últimos 90 dias.
    [1] Uma conversa olhada.
   *[other] { $conversations } conversas olhadas (no máximo { $most }).
  } Com proposta: { $offered }. No rascunho, o robô poderia cobrar menos de { $cheaper } e teria de cobrar mais de { $dearer }. Sem as regras da época: { $unreadable }.
web-tuning-impact-past-deals = { $agreements ->
    [0] Nenhum acordo.
    [1] Um acordo.
   *[other] { $agreements } acordos.
  } Iguais no rascunho: { $stand }. Com outros termos: { $otherwise }. Sem nenhuma proposta possível: { $nothing }. Que não dá para refazer: { $unjudged }.
web-tuning-impact-past-line = { $code ->
    [opening] Primeira proposta à vista, somada
    [least] Menor valor à vista, somado
    [agreed] Valor dos acordos; no rascunho, só dos que ficariam iguais
    [discount] Desconto dos acordos; no rascunho, só dos que ficariam iguais
   *[others] Acordos que teriam outros termos
  }
web-tuning-impact-past-caution = Isto refaz as contas com os casos de então. O que cada cliente teria respondido, ninguém sabe.
