# O simulador: uma conversa de teste, antes de publicar.

web-tuning-simulate = Simular uma conversa
web-tuning-simulate-what = Converse no lugar de um cliente inventado, ou de um como os seus: o que deve e há quanto tempo, com nome e documento trocados. Nada disso chega a ninguém, e nada fica gravado.
web-tuning-simulate-draft = O assistente responde com o rascunho. As palavras que ele entende ainda são as da versão que está no ar.
web-tuning-simulate-invented = Inventados
web-tuning-simulate-real = Como os seus, sem dizer quem são
web-tuning-simulate-case = { $owed } em { $invoices ->
    [1] uma fatura
   *[other] { $invoices } faturas
  }, { $days ->
    [1] um dia
   *[other] { $days } dias
  } de atraso
web-tuning-simulate-customer = Cliente
web-tuning-simulate-channel = Aparência
web-tuning-simulate-begin = Começar de novo
web-tuning-simulate-talk = Conversa
web-tuning-simulate-why = Por quê
web-tuning-simulate-text = Mensagem
web-tuning-simulate-say = Enviar como cliente
web-tuning-simulate-picture = Mandar uma foto
web-tuning-simulate-pay = Pagar o que vence
web-tuning-simulate-hour = Passa 1 hora
web-tuning-simulate-day = Passa 1 dia
web-tuning-simulate-days = Passam 3 dias
web-tuning-simulate-agent = Enviar como pessoa da equipe
web-tuning-simulate-return = A pessoa devolve
web-tuning-simulate-undo = Desfazer o último
web-tuning-simulate-keep = Salvar como teste
web-tuning-simulate-not-now = Isso não é possível neste ponto da conversa; nada mudou.
web-tuning-simulate-broken = Este conteúdo ainda tem problemas e não conversa. Veja-os no rascunho.
web-tuning-simulate-fail = Falhar o envio
web-tuning-simulate-name = Nome do teste
web-tuning-simulate-keep-in = Guardar no rascunho
web-tuning-simulate-learns = Entender com as frases do rascunho (leva alguns segundos)
