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
