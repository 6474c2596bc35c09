# O dinheiro no atendimento: o que a pessoa da equipe propõe, como um caso termina, e os painéis.

### O que o cliente lê

desk-offer = Esta é a proposta que preparamos para você.
    .v1 = Preparamos esta proposta para você.
desk-offer-withdrawn = A proposta que te mandei por último não vale mais. Já seguimos por aqui.
desk-offer-over = O prazo daquela proposta passou. Já vejo uma condição atual para você.
desk-closed-agreement = Por aqui está tudo certo com o seu acordo. Se precisar de algo, é só escrever.
desk-closed-dispute-upheld = Conferimos e você tem razão: essa cobrança foi cancelada, e nada mais será pedido por ela. Desculpe o transtorno.
desk-closed-dispute-rejected = Conferimos a sua contestação e a conta está correta, então ela volta a valer. Se discordar, é só pedir para falar com alguém.
desk-closed-paid = Conferimos: está tudo pago por aqui. Obrigado.
desk-closed-claim = Vamos conferir o seu pagamento. Até { $until } ninguém te cobra por isso.
desk-closed-refused = Tudo bem, entendi. Se quiser retomar, é só escrever.
desk-closed-wrong-person = Desculpe o incômodo. Não escrevo mais para este contato.
desk-closed-deceased = Sinto muito pela sua perda. Encerramos o contato por aqui.
desk-closed-opt-out = Certo, não mando mais mensagens por aqui. Se precisar, é só escrever.
desk-closed-complaint = Registramos a sua reclamação. Protocolo { $protocol }. Você recebe a resposta até { $until }, e até lá ninguém te cobra.
