# O dia a dia com um caso: arquivos, transferência, adiar.

web-desk-attach = Anexar arquivo
web-desk-attach-file = Arquivo (PDF, JPEG ou PNG, até { $most } MB)
web-desk-attach-words = Texto que vai junto (opcional)
web-desk-attach-send = Enviar arquivo
web-desk-refused-file-kind = Esse arquivo não pode ser enviado. Use PDF, JPEG ou PNG.
web-desk-refused-file-too-large = O arquivo é grande demais: o limite é de 5 MB.
web-desk-insist = Enviar mesmo assim. A confirmação fica registrada.

## Transferir

web-desk-pass-back = Voltar à conversa
web-desk-pass-person = Para uma pessoa
web-desk-pass-sector = Ou para um setor
web-desk-pass-alone = Nenhum colega pode atender este caso agora.
web-desk-pass-reason = Recado para quem vai atender (vira uma nota; o cliente não vê)
web-desk-pass-here = Na mesa agora
web-desk-pass-away = Fora da mesa
web-desk-pass-load = { $count ->
    [0] sem conversas
    [1] uma conversa
   *[other] { $count } conversas
  }

## Adiar

web-desk-snooze = Adiar
web-desk-snooze-until = Até quando (horário de Brasília)
web-desk-snooze-how = Em branco, adia até a pessoa responder. Se ela escrever ou pagar antes, o caso volta na hora.
web-desk-wake = Retomar agora
web-desk-snoozed-until = Adiada até { $when }
web-desk-snoozed-until-answer = Adiada até a pessoa responder
web-desk-refused-too-far = Dá para adiar por até 60 dias. Escolha um dia mais perto.

## O que a página avisa

web-desk-still-under-way = { $count ->
    [1] Uma mensagem do robô já estava a caminho e ainda pode chegar ao cliente.
   *[other] { $count } mensagens do robô já estavam a caminho e ainda podem chegar ao cliente.
  }
web-desk-other-desk-down = { $desk ->
    [chatwoot] O Chatwoot não responde
    [telegram] O grupo do Telegram não responde
   *[other] A outra mesa não responde
  } desde { $since }. Os casos novos são atendidos aqui.
web-desk-looks-notify = Avisar no navegador quando um cliente escrever e outra página estiver na frente
web-desk-looks-notify-how = O navegador pede sua permissão. O aviso não mostra o nome nem o que a pessoa escreveu.
web-desk-looks-notify-blocked = O navegador não permitiu os avisos. Libere os avisos deste site nas configurações do navegador e tente de novo.

## Limites de contato

web-desk-limit-recalled = Lembretes do robô em sete dias: { $done } de { $most }.
web-desk-limit-begin-now = Agora é permitido começar uma conversa.
web-desk-limit-begin-later = Começar uma conversa só é permitido a partir de { $when }.
web-desk-limit-begin-never = { $code ->
    [opted-out] Não comece uma conversa: a pessoa pediu para não receber mensagens.
    [identity-unknown] Não comece uma conversa: a identidade não foi confirmada.
   *[other] Não comece uma conversa: a cobrança está parada.
  }
