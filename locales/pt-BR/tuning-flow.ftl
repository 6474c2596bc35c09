# Os fluxos desenhados, com o que aconteceu em cada passo.

web-tuning-flows = Fluxos
web-tuning-flows-what = O caminho que cada conversa pode seguir, passo a passo, com quantas pessoas passaram por ele.
web-tuning-flow-version = versão { $version }
web-tuning-flow-steps = { $steps } passos
web-tuning-flow-from = De
web-tuning-flow-to = Até
web-tuning-flow-creditor = Credor
web-tuning-flow-release = Versão
web-tuning-flow-channel = Canal
web-tuning-flow-all = todos
web-tuning-flow-search = Procurar um passo ou um texto
web-tuning-flow-show = Mostrar
web-tuning-flow-drawing = Desenho
web-tuning-flow-of-draft = Este é o fluxo do rascunho: cada caixa abre o formulário do passo. As contagens são do que já está no ar com este nome.
web-tuning-flow-how = Cada caixa é um passo e abre a página dele. Embaixo do nome estão as entradas e as saídas do período; a borda fica mais grossa onde mais gente para de responder. Linhas tracejadas voltam a um passo anterior.
web-tuning-flow-to-outline = Ir para o roteiro, que diz o mesmo em texto
web-tuning-flow-outline = Roteiro
web-tuning-flow-leads = Leva a:
web-tuning-flow-is-found = encontrado
web-tuning-flow-found = { $count ->
    [0] Nenhum passo com “{ $words }”.
    [1] Um passo com “{ $words }”.
   *[other] { $count } passos com “{ $words }”.
  }
web-tuning-flow-nobody = Ninguém passou por aqui neste período.
web-tuning-flow-summary = { $conversations ->
    [1] Uma conversa no período.
   *[other] { $conversations } conversas no período.
  } Entradas em passos: { $entered }. Seguiram adiante: { $answered }. Pararam de responder: { $left }. Ainda esperam: { $waiting }. Foram para uma pessoa: { $handed }.
web-tuning-flow-cut = Contadas só as { $most } conversas mais recentes de cada credor.
web-tuning-flow-counts = Entraram { $entered }: { $answered } seguiram, { $left } pararam de responder, { $waiting } ainda esperam, { $handed } foram para uma pessoa.
web-tuning-flow-below = { $entered } entraram · { $left } pararam
web-tuning-flow-wait = Metade respondeu em até { $unit ->
    [seconds] { $count ->
        [1] 1 segundo
       *[other] { $count } segundos
      }
    [minutes] { $count ->
        [1] 1 minuto
       *[other] { $count } minutos
      }
    [hours] { $count ->
        [1] 1 hora
       *[other] { $count } horas
      }
   *[other] { $count ->
        [1] 1 dia
       *[other] { $count } dias
      }
  }.
web-tuning-flow-agreed = Combinado aqui: { MONEY($sum) }.
web-tuning-flow-kind = { $kind ->
    [say] diz um texto e segue
    [ask] faz uma pergunta
    [decide] escolhe o caminho
    [identify] confirma quem é
    [debts] mostra a dívida
    [offer] faz propostas
    [confirm] pede o sim ao acordo
    [pay] gera o código de pagamento
    [resend] manda a segunda via
    [promise] anota uma promessa
    [pause] oferece uma pausa
    [status] mostra o acordo
    [undo] desfaz o acordo
    [due_date] muda o vencimento
    [callback] combina um horário
    [back] volta à pergunta aberta
    [act] registra algo
    [tell] explica algo
    [dispute] abre uma contestação
    [claim] anota um aviso de pagamento
    [note] recebe um complemento
    [handoff] passa a uma pessoa
    [end] encerra
   *[other] { $kind }
  }
web-tuning-flow-texts = Como os textos aparecem
web-tuning-flow-samples = Com valores de exemplo. O mesmo texto pode ter várias formas de dizer; cada cliente vê uma.
web-tuning-flow-labels = Botões
web-tuning-flow-next = Para onde leva
web-tuning-flow-before = De onde se chega
web-tuning-flow-ends = Aqui a conversa descansa.
web-tuning-flow-begins = Nenhum passo leva a este: chega-se pelo início ou pelo que o cliente diz.
web-tuning-flow-heard = ao ouvir { $meaning }
