# Experimentos: duas maneiras de dizer ou fazer a mesma coisa, e qual faz mais gente pagar.

web-tuning-experiments = Experimentos
web-tuning-experiments-what = Teste duas maneiras com clientes de verdade e veja qual faz mais gente pagar.
web-tuning-experiments-how = Cada cliente que participa recebe, por sorteio, uma das maneiras, sempre a mesma. Quem precisa de cuidado fica de fora: quem está em dificuldade ou doente, contesta a dívida, pediu silêncio, pediu uma pessoa ou os seus dados, ou tem a cobrança suspensa por lei.
web-tuning-experiments-none = Nenhum experimento na versão que está no ar.
web-tuning-experiments-begin = Para dizer um texto de outro jeito, escolha o texto:
web-tuning-experiments-begin-way = Experimentar outro fluxo ou outra política
web-tuning-experiments-coming = Em preparação, nos rascunhos
web-tuning-experiment-this = Experimentar este texto de outro jeito
web-tuning-experiment-facts = De { DATE($since) } a { DATE($until) }. De cada 100 clientes, participam { $share }. Cada um tem { $days ->
    [1] um dia
   *[other] { $days } dias
  } para pagar a primeira parcela. São precisas { $size } pessoas ao todo.
web-tuning-experiment-stage = { $code ->
    [ahead] ainda não começou
    [running] em andamento
    [over] prazo acabou
    [stopped] parado
   *[other] { $code }
  }
web-tuning-experiment-stopped = Parado por { $who } em { $when }: { $why }
web-tuning-experiment-control = Como é hoje
web-tuning-experiment-verdict-title = O que já dá para dizer
web-tuning-experiment-verdict = { $code ->
    [early] Ainda não dá para dizer se o jeito “{ $arm }” muda alguma coisa.
    [better] O jeito “{ $arm }” fez mais gente pagar.
    [worse] O jeito “{ $arm }” fez menos gente pagar.
   *[other] Todas as pessoas necessárias já participaram: o jeito “{ $arm }” não mostrou diferença.
  }
web-tuning-experiment-more = Até agora, de cada mil pessoas, { $at } { $at_how ->
    [less] a menos
   *[more] a mais
  } pagaram do que com o jeito de hoje. O número certo deve estar entre { $low } { $low_how ->
    [less] a menos
   *[more] a mais
  } e { $high } { $high_how ->
    [less] a menos
   *[more] a mais
  }.
web-tuning-experiment-harm = Pare o experimento: com o jeito “{ $arm }” há { $harm ->
    [complaints] mais reclamações
    [opt_outs] mais gente pedindo para não receber mensagens
   *[handoffs] mais casos indo para uma pessoa
  } do que o tolerado.
web-tuning-experiment-skewed = A divisão entre as maneiras não saiu como devia. Não acredite nestes números antes de descobrir por quê.
web-tuning-experiment-far = { $ready ->
    [1] Uma pessoa já teve
   *[other] { $ready } pessoas já tiveram
  } o prazo inteiro para pagar, de { $size } necessárias. A próxima avaliação é com { $next }. Olhar antes não muda o resultado.
web-tuning-experiment-full = As { $size } pessoas necessárias já tiveram o prazo inteiro para pagar.
web-tuning-experiment-counts = Os números
web-tuning-experiment-counts-how = Cada cliente conta uma vez, no jeito que recebeu, mesmo que depois vá para uma pessoa. Pagaram: quem pagou a primeira parcela de um acordo dentro do prazo, entre os que já tiveram o prazo inteiro e mais três dias para o dinheiro aparecer. Reclamações: ameaça de processo ou órgão de defesa, ofensa repetida, ou caso encerrado como reclamação.
web-tuning-experiment-way = Jeito
web-tuning-experiment-all = Participam
web-tuning-experiment-agreed = Fizeram acordo
web-tuning-experiment-ready = Já tiveram o prazo
web-tuning-experiment-paid = Pagaram a primeira
web-tuning-experiment-complaints = Reclamaram
web-tuning-experiment-opt-outs = Pediram silêncio
web-tuning-experiment-handoffs = Foram para uma pessoa
web-tuning-experiment-part = { $some } ({ $percent }%)
web-tuning-experiment-ways = As maneiras
web-tuning-experiment-as-today = Nada muda.
web-tuning-experiment-as-today-is = Como é hoje
web-tuning-experiment-this-way = Neste jeito
web-tuning-experiment-still-same = Este jeito ainda é igual ao de hoje. Mude abaixo o que ele tem de diferente.
web-tuning-experiment-changes = { $what ->
    [flow] Segue o fluxo “{ $name }”.
    [policy] No lugar da política “{ $name }”, vale a política “{ $other }”.
   *[text] Diz de outro jeito o texto “{ $name }”:
  }
web-tuning-experiment-stop = Parar agora
web-tuning-experiment-stop-what = Em poucos segundos todos voltam ao jeito de hoje, sem nova versão. Propostas que já foram feitas continuam valendo. Não dá para retomar: para tentar de novo, comece outro experimento.
web-tuning-experiment-stop-why = Por que parar
web-tuning-experiment-done-stopped = Experimento parado. Todos voltam ao jeito de hoje.
web-tuning-experiment-end = Encerrar com uma nova versão
web-tuning-experiment-end-what = Abre um rascunho sem este experimento. Se um jeito ganhou, escolha-o: o rascunho já traz os textos, o fluxo e a política dele para todos. Um jeito com política própria só a administração pode escolher.
web-tuning-experiment-keep = O que fica para todos
web-tuning-experiment-end-draft = Abrir rascunho sem o experimento
web-tuning-experiment-ending = Encerrar o experimento { $name }
web-tuning-experiment-title = Experimento { $name }
web-tuning-experiment-new = Novo experimento
web-tuning-experiment-name = Nome curto
web-tuning-experiment-why = O que você quer descobrir
web-tuning-experiment-today = Como é hoje
web-tuning-experiment-other = O outro jeito
web-tuning-experiment-since = Começa em
web-tuning-experiment-until = Última entrada em
web-tuning-experiment-share = De cada 100 clientes, participam
web-tuning-experiment-days = Dias para pagar a primeira parcela
web-tuning-experiment-expect = De cada 100, pagam hoje mais ou menos
web-tuning-experiment-detect = Diferença que importa, em cada 100
web-tuning-experiment-size = Com estes números são precisas { $size } pessoas ao todo.
web-tuning-experiment-save = Criar num rascunho
web-tuning-experiment-bad-name = O nome precisa ser curto, só com letras sem acento, números e hífens.
web-tuning-experiment-bad-fields = Confira os campos: o outro jeito precisa ter algo diferente do de hoje (um texto inteiro, um fluxo ou uma política), e a última entrada vem depois do começo.
web-tuning-experiment-taken = Já existe um experimento, um fluxo ou uma política com esse nome. Escolha outro.
web-tuning-experiment-what-differs = O que o outro jeito terá de diferente
web-tuning-experiment-what-differs-how = O outro jeito começa como cópia do que está no ar. Depois de criar, você muda os passos e os números da cópia nos mesmos formulários de sempre, sem mexer no que vale hoje.
web-tuning-experiment-own-flow = Um fluxo só dele
web-tuning-experiment-own-policy = Uma política só dele, no lugar de
web-tuning-experiment-no-policy = nenhuma
web-tuning-experiment-guard = O que não pode piorar
web-tuning-experiment-guard-how = Quanto a mais de cada coisa é tolerado em relação ao jeito de hoje. Passou disso, a página pede para parar.
web-tuning-experiment-in-draft = no rascunho
web-tuning-experiment-broken = O arquivo deste experimento tem problemas. Eles estão na conferência; corrija no arquivo.
web-tuning-experiment-draft-how = Cada jeito aparece comparado com o de hoje.
web-tuning-experiment-to-flow = Mudar os passos deste jeito
web-tuning-experiment-to-policy = Mudar a política deste jeito
web-tuning-experiment-words = Textos deste jeito
web-tuning-experiment-save-words = Salvar textos
web-tuning-experiment-bad-words = Nada foi salvo: escreva textos inteiros, cada um com seu nome e um sinal de igual, diferentes dos de hoje.
web-tuning-experiment-more-ways = Mais um jeito
web-tuning-experiment-way-name = Nome do jeito
web-tuning-experiment-other-words = Textos ditos de outro jeito
web-tuning-experiment-other-words-how = Se o jeito diz algo diferente, escreva o nome do texto, um sinal de igual e o texto novo. Os nomes estão em Textos. Deixe vazio se os textos não mudam.
web-tuning-experiment-add-way = Pôr este jeito
web-tuning-experiment-bad-way-name = O nome do jeito precisa ser curto, só com letras sem acento, números e hífens.
web-tuning-experiment-bad-way = Este jeito precisa ter algo diferente do de hoje: um fluxo, uma política ou textos inteiros.
web-tuning-experiment-plan = Pergunta, datas e números
web-tuning-experiment-plan-how = Num experimento que já está no ar, a pergunta, a participação, a última entrada e as tolerâncias mudam sem perder a contagem. Mudar o começo, os números da conta ou os jeitos recomeça a contagem do zero.
web-tuning-experiment-save-plan = Salvar datas e números
web-tuning-experiment-bad-plan = Nada foi salvo. A última entrada vem depois do começo; participam de 1 a 100; o prazo vai de 1 a 90 dias; quem paga hoje mais a diferença não passa de 99; as tolerâncias vão de 0 a 100. Se os campos estão certos, mude no arquivo.
web-tuning-experiment-drop-way = Tirar o jeito “{ $name }”
web-tuning-experiment-way-stays = Este jeito não foi tirado: um experimento precisa do jeito de hoje e de mais um. Para desistir, tire o experimento inteiro do rascunho.
web-tuning-experiment-take-out = Tirar o experimento do rascunho
web-tuning-experiment-take-out-what = O rascunho fica sem este experimento e sem o fluxo e a política que só ele tinha. Se o experimento já está no ar, ele acaba quando o rascunho for publicado.
web-tuning-experiment-anew = O experimento “{ $name }” está no ar, e este rascunho muda o que ele compara. Quando for publicado, a contagem recomeça do zero.
web-tuning-experiment-change = Mudar num rascunho
web-tuning-experiment-change-what = Datas, números, textos e jeitos mudam num rascunho, que passa por revisão e publicação como tudo.
web-tuning-experiment-change-draft = Abrir rascunho para mudar
