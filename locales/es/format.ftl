# Cómo se escriben las sumas, los días y los porcentajes. Ningún otro lugar los escribe.
# El dinero es de Brasil: el signo es R$ y el decimal va con coma, también en español.
# Un estilo nuevo de fecha es un patrón nuevo: DATE($dia, style: "corta") usa format-date-corta.

format-decimal-mark = ,
format-group-mark = .
format-money = R$ { $amount }
format-money-negative = -R$ { $amount }
format-percent = { $number } %

# $weekday, $day, $day-number, $month, $month-name y $year
format-date = { $weekday } { $day }/{ $month }
format-date-short = { $day }/{ $month }
format-date-full = { $day }/{ $month }/{ $year }
format-date-long = { $day-number } de { $month-name } de { $year }
format-date-weekday = { $weekday }

# También $date, $hour, $minute y $minute-digits; la hora va de 0 a 23
format-moment = { $date } a { $hour ->
    [1] la
   *[other] las
  } { format-moment-time }
format-moment-time = { $hour }:{ $minute-digits }

# Una lista: cada elemento del medio, y el último
format-list-next = { $before }, { $item }
format-list-last = { $before } y { $item }

format-weekday = { $number ->
    [1] lunes
    [2] martes
    [3] miércoles
    [4] jueves
    [5] viernes
    [6] sábado
   *[7] domingo
  }
format-month = { $number ->
    [1] enero
    [2] febrero
    [3] marzo
    [4] abril
    [5] mayo
    [6] junio
    [7] julio
    [8] agosto
    [9] septiembre
    [10] octubre
    [11] noviembre
   *[12] diciembre
  }
