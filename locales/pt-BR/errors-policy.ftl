# Problemas das políticas (policies/*.toml).

problem-policy-broken-toml = O arquivo não é TOML válido: { $detail }.
    .remedy = Corrija esta linha; valores ficam entre aspas ou são números, e cada tabela começa com [nome].
problem-policy-missing-key = Falta “{ $key }”.
    .remedy = Acrescente esta chave; policies/standard.toml mostra um exemplo.
problem-policy-unknown-key = Ninguém conhece a chave “{ $key }”.
    .remedy = Apague a linha ou corrija o nome; aqui valem: { $known }.
problem-policy-wrong-value = Em “{ $key }”, { $value } não é { $expected ->
    [text] um texto entre aspas
    [whole] um número inteiro sem sinal
    [flag] true ou false
    [money] um valor como "50.00", sem sinal
    [percent] uma porcentagem como "2" ou "1.5"
    [texts] uma lista de textos
    [wholes] uma lista de números
    [table] uma tabela
   *[tables] uma lista de tabelas
  }.
    .remedy = Troque o valor de “{ $key }”.
problem-policy-percent-range = Em “{ $key }”, { $value } não é uma porcentagem de 0 a 100.
    .remedy = Use um número de 0 a 100.
problem-policy-unknown-code = Em “{ $key }”, “{ $value }” não é um código conhecido.
    .remedy = Use um dos códigos da documentação, como forgot, unemployment ou chronic.
problem-policy-not-positive = “{ $key }” precisa ser maior que zero.
    .remedy = Ponha um valor maior que zero.
problem-policy-prescription-too-long = Uma dívida prescreve em { $limit } anos; aqui estão { $years }.
    .remedy = Use { $limit } anos ou menos.
problem-policy-segments-overlap = Com { $temporary } atrasos alguém seria passageiro e, a partir de { $chronic }, recorrente ao mesmo tempo.
    .remedy = Deixe temporary_late_at_most menor que chronic_late_from.
problem-policy-broken-before-tolerance = O acordo se desfaz com { $broken } dias de atraso, antes do fim da tolerância de { $tolerance }.
    .remedy = Aumente broken_after_days ou diminua tolerance_days.
problem-policy-due-date-idle = A mudança de vencimento contradiz a si mesma: { $times } vezes, e os outros limites dizem o contrário.
    .remedy = Com times = 0, deixe zeros e day_of_month = false; com times maior, permita ao menos uma mudança.
problem-policy-due-date-too-far = Em “{ $key }”, { $days } dias levariam a parcela para cima da seguinte; o máximo é { $limit }.
    .remedy = Diminua o número de dias.
problem-policy-authority-under = Em “{ $key }”, a supervisão ({ $supervisor }) pode menos que quem atende ({ $agent }).
    .remedy = Quem tem mais alçada nunca pode menos: iguale ou aumente o valor da supervisão.
problem-policy-principal-before-charges = Há desconto de { $principal }% do principal com encargos ainda cobrados (só { $charges }% descontados).
    .remedy = Encargos vêm antes: desconte 100% deles onde houver desconto do principal.
problem-policy-validity-too-short = Na faixa “{ $band }” a oferta vale { $days } dias, menos que os { $clearing } da compensação.
    .remedy = Aumente valid_days: quem paga no último dia precisa ter o pagamento reconhecido.
problem-policy-empty-ladder = Na faixa “{ $band }” há uma escada sem degraus.
    .remedy = Ponha pelo menos a abertura, como ladder = [{ "{" } charges = "0", principal = "0" { "}" }].
problem-policy-rung-concedes-less = Na faixa “{ $band }”, o degrau { $rung } ({ $now }) concede menos que o anterior ({ $before }).
    .remedy = Cada degrau concede pelo menos tanto quanto o anterior, em encargos e em principal.
problem-policy-floor-above-opening = Na faixa “{ $band }”, o último degrau ({ $floor }) concede menos que a abertura ({ $opening }).
    .remedy = Troque a ordem dos degraus: a abertura vem primeiro.
problem-policy-ceiling-crossed = Na faixa “{ $band }”, “{ $key }” chega a { $value } na alçada { $who ->
    [agent] de quem atende
    [supervisor] da supervisão
   *[bot] do robô
  }, acima do teto de { $ceiling }.
    .remedy = Diminua o valor da faixa ou da alçada, ou aumente o teto em [ceilings].
problem-policy-count-too-small = Na faixa “{ $band }” o maior número de parcelas é { $count }, e isso não é parcelamento.
    .remedy = Use pelo menos 2, ou apague a tabela plan da faixa.
problem-policy-minimum-unreachable = Na faixa “{ $band }”, que vai até { $balance }, nem duas parcelas chegam ao mínimo de { $minimum }.
    .remedy = Diminua min_instalment ou apague a tabela plan da faixa.
problem-policy-first-due-past = Na faixa “{ $band }” o primeiro vencimento ({ $days } dias) não fica depois de hoje.
    .remedy = Use 1 dia ou mais em first_due_days.
problem-policy-no-such-day = Na faixa “{ $band }”, { $day } não é dia do mês.
    .remedy = Use dias de 1 a 31 em due_days.
problem-policy-plan-above-cash = Na faixa “{ $band }”, parcelar desconta mais ({ $plan }) que pagar à vista ({ $cash }).
    .remedy = Aumente o último degrau à vista ou diminua o do parcelamento.
problem-policy-no-bands = A política não tem nenhuma faixa.
    .remedy = Acrescente ao menos uma [[band]]; policies/standard.toml mostra um exemplo.
problem-policy-missing-last-band = A última faixa, “{ $band }”, tem condições: alguém pode ficar sem faixa nenhuma.
    .remedy = Termine com uma faixa sem “when”.
problem-policy-duplicate-band = Já há uma faixa chamada “{ $band }”, na linha { $first }.
    .remedy = Dê outro nome a uma delas.
problem-policy-unreachable-band = A faixa “{ $band }” nunca é usada{ $because ->
    [none] : ninguém atende às suas condições
   *[other] {" "}porque “{ $because }” vem antes e vale para os mesmos casos
  }.
    .remedy = Ponha a faixa mais específica antes, mude a condição ou apague a faixa.
problem-policy-overlapping-bands = As faixas “{ $other }” e “{ $band }” valem para os mesmos casos em parte.
    .remedy = Ajuste os intervalos para que não se cruzem.
problem-policy-empty-range = Na faixa “{ $band }”, em “{ $key }”, o início ({ $from }) vem depois do fim ({ $to }).
    .remedy = Troque from e to.

## Avisos

problem-policy-waiting-pays = Esperar compensa: numa dívida de R$ { $debt }, o melhor total cai de R$ { $before } no dia { $day } (“{ $band }”) para R$ { $after } no dia { $next_day } (“{ $next }”).
    .remedy = Se não for de propósito, aproxime os descontos das duas faixas.
problem-policy-floor-out-of-reach = Na faixa “{ $band }” a escada { $family ->
    [cash] à vista
   *[plan] do parcelamento
  } tem { $rungs } degraus, e com { $concessions } concessões o robô não chega ao último.
    .remedy = Tire degraus ou aumente concessions; quem atende ainda chega lá.
problem-policy-rung-repeats = Na faixa “{ $band }” a escada { $family ->
    [cash] à vista
   *[plan] do parcelamento
  } tem dois degraus iguais.
    .remedy = Apague um deles: repetir a mesma oferta não é ceder.
