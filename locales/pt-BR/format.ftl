# Como se escrevem valores, datas e porcentagens. Nenhum outro lugar os escreve.
# Um estilo novo de data é um padrão novo: DATE($dia, style: "curta") usa format-date-curta.

format-decimal-mark = ,
format-group-mark = .
format-money = R$ { $amount }
format-money-negative = -R$ { $amount }
format-percent = { $number }%

# $weekday, $day, $day-number, $month, $month-name e $year
format-date = { $weekday }, { $day }/{ $month }
format-date-short = { $day }/{ $month }
format-date-full = { $day }/{ $month }/{ $year }
format-date-long = { $day-number ->
    [1] 1º
   *[other] { $day-number }
  } de { $month-name } de { $year }
format-date-weekday = { $weekday }

# Também $date, $hour, $minute e $minute-digits
format-moment = { $date }, { $hour ->
    [1] à
   *[other] às
  } { format-moment-time }
format-moment-time = { $minute ->
    [0] { $hour }h
   *[other] { $hour }h{ $minute-digits }
  }

# Uma lista: cada item do meio, e o último
format-list-next = { $before }, { $item }
format-list-last = { $before } e { $item }

format-weekday = { $number ->
    [1] segunda
    [2] terça
    [3] quarta
    [4] quinta
    [5] sexta
    [6] sábado
   *[7] domingo
  }
format-month = { $number ->
    [1] janeiro
    [2] fevereiro
    [3] março
    [4] abril
    [5] maio
    [6] junho
    [7] julho
    [8] agosto
    [9] setembro
    [10] outubro
    [11] novembro
   *[12] dezembro
  }
