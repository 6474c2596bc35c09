# O que a mesa recusa, com o que fazer.

web-desk-refused-unknown = Essa conversa não existe ou não é do seu setor.
web-desk-refused-right = Seu papel não permite isso.
web-desk-refused-owned = Quem está com esta conversa é { $by }. Se for preciso, peça a conversa ou fale com a supervisão.
web-desk-refused-not-yours = Esta conversa não está com você. Assuma a conversa antes.
web-desk-refused-no-reason = Escreva por que você está assumindo a conversa de outra pessoa.
web-desk-refused-not-them = Essa pessoa não pode receber esta conversa. Escolha outra.
web-desk-refused-words = A mensagem tem “{ $entry }”, que não usamos com clientes. Mude o texto ou confirme que quer enviar assim; a confirmação fica registrada.
web-desk-refused-threat = A mensagem tem “{ $entry }”, que soa como ameaça. Ela não pode ser enviada.
web-desk-refused-unproved = A identidade não foi confirmada: não diga valores antes disso.
web-desk-refused-window-closed = Já passaram 24 horas da última mensagem do cliente. No WhatsApp, agora só vai um modelo aprovado.
web-desk-refused-no-template = Esse modelo não pode ser usado agora. Confira se todos os campos estão preenchidos ou escolha outro.
web-desk-refused-opted-out = O cliente pediu para não receber mensagens. Dá para responder se ele escrever de novo.
web-desk-refused-not-active = A cobrança deste cliente está parada. Dá para responder se ele escrever.
web-desk-refused-out-of-hours = Fora do horário permitido para começar uma conversa. O próximo horário é { DATE($day, style: "full") }, às { DATE($at, style: "time") }.
web-desk-refused-past = Esse horário já passou. Escolha outro.
web-desk-refused-not-failed = Essa mensagem não falhou: ela já foi ou pode ter ido. Não dá para enviar de novo.
web-desk-refused-empty = Escreva alguma coisa.
web-desk-refused-too-long = O texto é longo demais: cabem { $most } letras.
