# Como aparecem, nas páginas, o que uma pessoa quis dizer e os passos do fluxo. O que não tem nome
# aqui aparece pelo código que tem nos arquivos.

# o que se entende de uma mensagem
meaning-greet = cumprimenta
meaning-affirm = diz que sim
meaning-deny = diz que não
meaning-thanks = agradece
meaning-goodbye = se despede
meaning-repeat = não entendeu, quer ouvir de novo
meaning-menu = quer ver as opções
meaning-forgot = esqueceu de pagar
meaning-lost-invoice = não recebeu ou perdeu a fatura
meaning-hardship = passa por dificuldade
meaning-awaiting-income = espera receber
meaning-already-paid = diz que já pagou
meaning-dispute = não concorda com a dívida ou o valor
meaning-wrong-person = não é quem se procura
meaning-third-party = fala por outra pessoa
meaning-deceased = avisa de um falecimento
meaning-refuse-to-pay = não quer pagar
meaning-cannot-afford = não consegue pagar o que se propôs
meaning-ask-discount = pede desconto
meaning-ask-instalments = pede para parcelar
meaning-counter-offer = propõe outras condições
meaning-promise-to-pay = diz quando vai pagar
meaning-change-due-date = pede outra data
meaning-ask-details = pergunta o que deve
meaning-ask-pix = pede o Pix
meaning-ask-boleto = pede o boleto
meaning-ask-receipt = pede um documento
meaning-ask-consequences = pergunta o que acontece se não pagar
meaning-who-are-you = pergunta quem fala
meaning-is-scam = desconfia de golpe
meaning-payment-problem = tentou pagar e não conseguiu
meaning-ask-human = quer falar com uma pessoa
meaning-busy-now = agora não pode
meaning-opt-out = não quer mais mensagens
meaning-privacy-request = pergunta dos seus dados
meaning-legal-threat = fala em advogado ou Procon
meaning-abusive = ofende
meaning-distress = pode estar em perigo
meaning-out-of-scope = fala de outra coisa
meaning-negotiate = quer negociar
meaning-pay-now = quer pagar agora
meaning-settle = quer quitar tudo
meaning-will-think = vai pensar
meaning-acknowledge = entendeu, sem dizer sim
meaning-cancel-agreement = quer desfazer o acordo

# de que tipo
detail-unemployed = sem emprego
detail-income-drop = ganha menos
detail-illness = doença
detail-bereavement = luto
detail-separation = separação
detail-extra-expenses = outros gastos
detail-over-indebted = muitas dívidas
detail-name-lent = emprestou o nome
detail-disorganised = se enrolou
detail-prices-up = tudo mais caro
detail-approval = falta uma aprovação
detail-strategic = espera um desconto maior
detail-extension = mais prazo, desta vez
detail-due-day = outro dia do mês
detail-origin = de que é
detail-breakdown = por que tanto
detail-agreement = como está o acordo
detail-receipt = recibo
detail-discharge = quitação
detail-contract = contrato
detail-listing = nome negativado
detail-removal = limpar o nome
detail-court = processo
detail-service = corte do serviço
detail-growth = quanto cresce
detail-prescription = quando prescreve
detail-card = o cartão
detail-code = o código
detail-bank = o banco
detail-paid = pago
detail-scheduled = agendado
detail-unknown-debt = não conhece a dívida
detail-fraud = fraude
detail-wrong-amount = o valor
detail-duplicate = cobrado duas vezes
detail-dissatisfied = produto ou serviço ruim
detail-not-delivered = não foi entregue
detail-cancelled-before = cancelado antes
detail-prescribed = velha demais
detail-access = cópia dos dados
detail-erasure = apagar
detail-correction = corrigir
detail-source = de onde vieram
detail-review = revisão por uma pessoa
detail-start-over = do início

# os fluxos
flow-negotiation = Negociação

# os passos: quem está aí
step-hello = Saudação
step-open = Quem está aí
step-identify = Confirma a identidade
step-locked = Identidade bloqueada
step-cannot-verify = Não dá para confirmar

# onde a conversa está
step-menu = Onde a conversa está
step-start-over = Recomeça do início
step-details = Mostra a conta
step-details-told = Conta em detalhes
step-details-back = Volta após os detalhes
step-back = Volta à pergunta aberta
step-options = Quais opções há
step-choose = Menu de opções
step-debts = O que está em aberto
step-no-offer = Sem proposta a fazer
step-nothing-due = Nada em aberto
step-prescribed = Dívida prescrita
step-review = Conta em revisão

# por que atrasou
step-route = Caminho pelo motivo
step-ask-reason = Pergunta o motivo
step-forgot = Esqueceu de pagar
step-other-reason = Outro motivo
step-lost-invoice = Perdeu a fatura
step-resend = Segunda via
step-resent = Depois da segunda via
step-no-boleto = Sem boleto que valha
step-pix-instead = Pix no lugar do boleto
step-boleto-chosen = Escolheu o boleto
step-waiting-income = Espera receber

# dificuldade
step-hardship = Dificuldade
step-hardship-kind = Que dificuldade é
step-gentle = Luto ou doença
step-hardship-care-asked = Quanto cabe, com cuidado
step-name-lent = Emprestou o nome
step-name-lent-told = Nome emprestado: conversa
step-disorganised = Se enrolou
step-which-day = Que dia é bom
step-disorganised-offers = Propostas após se enrolar
step-hardship-care = Quanto cabe no mês
step-income = Olhar a renda?
step-ask-income = Pergunta a renda
step-hardship-offers = Propostas com cuidado
step-capacity = Achou caro
step-ask-capacity = Pergunta quanto cabe
step-over-indebted = Muitas dívidas
step-over-indebted-human = Muitas dívidas: pessoa

# propostas
step-offers = Propostas
step-confirm = Confirma o acordo
step-pay-now = Quer pagar agora
step-pay-whole = Pagar tudo à vista
step-pay = Pagamento
step-payment-trouble = Falha ao gerar o código
step-exhausted = Propostas esgotadas
step-last-offer = Última proposta
step-beyond-policy = Além da política
step-thinking = Vai pensar
step-busy = Agora não pode
step-callback-over = Hora de retomar
step-refusing = Não quer pagar
step-refusing-ask = Saídas para quem recusa
step-refused = Recusou
step-strategic = Espera desconto enorme
step-authority = Diz que alguém autorizou

# promessa e pausa
step-promise = Promessa
step-promised = Promessa feita
step-pause = Pausa
step-paused = Em pausa
step-care-human = Pessoa que cuida

# o que para a cobrança
step-paid-claim = Diz que já pagou
step-claim-noted = Pagamento dito
step-await-proof = Espera o comprovante
step-claim-proved = Comprovante recebido
step-claim-waits = Pagamento agendado
step-file = Arquivo que chegou
step-file-other = Arquivo guardado
step-dispute-route = Não concorda
step-charges-explained = Encargos explicados
step-charges-question = Dúvida nos encargos
step-dispute = Contestação
step-dispute-amount = Contesta o valor
step-dispute-evidence = Provas da contestação
step-dispute-opened = Contestação aberta
step-others = As outras contas
step-with-the-team = Com a equipe
step-distress = Sofrimento
step-distress-human = Sofrimento: pessoa já
step-deceased = Falecimento
step-deceased-human = Falecimento: pessoa
step-legal = Fala em advogado
step-legal-human = Advogado: pessoa
step-opt-out = Não quer mensagens
step-wrong-person = Pessoa errada
step-stranger = Era engano
step-silent = Silêncio
step-right-person = Era a pessoa certa
step-owing = O que a pessoa certa deve
step-third-party = Outra pessoa fala
step-third-party-ask = O titular está aí?

# o acordo em andamento
step-how-it-stands = Como está a conta
step-how-the-agreement-stands = Como está o acordo
step-agreement-running = Acordo em andamento
step-running = O que fazer do acordo
step-change-terms = Quer outras condições
step-change-terms-paid = Outras condições: já pagou
step-change-terms-how = Como mudar o acordo
step-undo = Desfazer o acordo
step-undone = Acordo desfeito
step-undo-paid = Desfazer: já pagou
step-no-agreement = Não há acordo
step-kept = Fica como está
step-done-quietly = Encerra sem mais

# outra data
step-change-date = Outra data
step-change-day = Outro dia do mês
step-ask-day = Pergunta o dia
step-due-date = Muda o vencimento
step-date-moved = Vencimento mudado
step-due-date-person = Vencimento: pessoa

# tudo de uma vez
step-settle = Quitar
step-negotiate = Quer negociar
step-pay-off = Quita o acordo
step-agreed-next = Depois do acordo
step-agreed-others = Lembra as outras contas
step-agreed = Acordo feito
step-promise-limit = Promessas demais

# pessoas
step-human = Atendente
step-not-understood = Não foi entendido
step-abuse = Ofensas

# pagar não deu certo
step-payment-problem = Problema ao pagar
step-which-problem = Qual é o problema
step-code-failed = Código não serviu
step-new-code = Código novo
step-pay-again = Pagar de novo
step-code-human = Código: pessoa
step-no-card = Cartão não dá
step-bank-down = Banco fora do ar
step-bank-later = Tenta mais tarde
step-paid-wrong = Pagou errado
step-paid-wrong-note = Anota o pagamento errado

# papéis e dados
step-paper-which = Que papel quer
step-receipt = Recibo
step-discharge = Quitação
step-contract = Contrato
step-privacy-which = Que pedido de dados
step-data-access = Acesso aos dados
step-data-erasure = Apagar dados
step-data-review = Revisão por pessoa
step-data-correction = Corrigir dados
step-data-correction-note = Anota a correção
step-asked-before = Pedido de antes
step-answered = Respondido
step-done = Despedida
