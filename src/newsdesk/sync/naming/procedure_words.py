"""Words for the stages of a procedure, and for what is on a day or over, as in ``event_words``."""

from newsdesk.sync.named import Event

PROCEDURES: dict[Event, str] = {
    Event.VOTE: """
voting, vote now, cast your vote, cast your votes, go vote, please vote, jetzt abstimmen,
abstimmung läuft, abstimmung hat begonnen, abstimmung beginnt, stimmt ab, wahl hat begonnen, wahl
läuft, vote est ouvert, vote ouvert, votez, votes sont ouverts, votación abierta, votación está
abierta, abierta la votación, vota ya, votação aberta, aberta a votação, votazione aperta,
votazioni aperte, stem nu, stemmen kan, stemming is geopend, rösta nu, omröstningen är öppen,
głosowanie rozpoczęte, głosowanie trwa, ruszyło głosowanie, rozpoczęło się głosowanie, hlasování
začalo, hlasování běží, hlasujte, голосование открыто, голосование началось, началось
голосование, открыто голосование, голосуйте, голосування розпочалося, oylama başladı, oy verin,
oy kullanın, pemungutan suara, bỏ phiếu, باب التصويت, بدأ التصويت, ההצבעה נפתחה, הצביעו, 投票受付,
投票開始, 投票が始, 投票を開始, 开始投票, 投票开始, 開始投票, 투표 시작, 투표가 시작
""",
    Event.RESULT: """
results, election result, was elected, were elected, has been elected, have been elected, is
elected, who was elected, winner, winners, wins, has won, have won, finalists, shortlist,
turnout, ergebnis, ergebnisse, gewählt, gewinner*, gewinnt, gewinnen, preisträger*,
wahlbeteiligung, résultats, résultat, élu, élue, élus, élues, gagnant, gagnante, gagnants,
lauréat*, remporte, resultados, resultado, elegido, elegida, elegidos, elegidas, ganador*, gana,
ganan, eleito, eleita, eleitos, eleitas, vencedor*, vence, risultati, risultato, eletto, eletta,
eletti, elette, vincitor*, vince, uitslag, uitslagen, winnaar*, wint, gekozen, resultat,
resultatet, resultaten, vinnare*, vinder, vinner, invald, invalda, wyniki, zwycięzc*, zwyciężył*,
wygrał*, wybrany, wybrana, wybrani, výsledky, vítěz*, zvítězil*, zvolen, zvolena, zvoleni,
результаты, результатах, победител*, избран*, итоги голосования, итоги выборов, итоги конкурса,
результати, переможц*, обрано, обрана, підсумки голосування, sonuçlar, sonuçları, kazanan,
kazananlar, kazandı, hasil, pemenang, kết quả, النتائج, نتائج, الفائز, الفائزة, الفائزون, תוצאות,
הזוכה, הזוכים, נבחר, נבחרה, نتایج, برنده, परिणाम, 結果, 受賞, 当選, 结果, 获奖, 獲獎, 当选, 當選,
결과, 당선, 수상
""",
    Event.PROGRAMME: """
programme is, program is, schedule is, agenda is, timetable is, full programme, full program,
full schedule, programme published, schedule published, programme of, schedule of, programm ist,
programm steht, das programm, programme est, programme complet, programme des, programme du, le
programme de, programa completo, el programa, o programa, a programação, il programma, programma
completo, het programma, programmet, program jest, program konferencji, harmonogram, program je,
программа, програма, programı, jadwal, chương trình, برنامج, תוכנית הכנס, プログラムを公開,
プログラム公開,
タイムテーブル, 日程公布, 议程, 議程, 프로그램 공개, 일정 공개
""",
    Event.FULL: """
sold out, fully booked, is full, are full, no more places, no places left, no tickets left, no
more tickets, waiting list, ausverkauft, ausgebucht, warteliste, affiche complet, liste d
attente, agotado, agotada, agotados, agotadas, aforo completo, lista de espera, esgotado,
esgotada, esgotados, esgotadas, esaurito, esauriti, tutto esaurito, lista d attesa, uitverkocht,
volgeboekt, wachtlijst, slutsålt, slutsåld, fullbokat, fullbokad, wyprzedane, brak miejsc,
vyprodáno, plně obsazeno, распроданы, распродано, мест нет, розпродано, tükendi, habis terjual,
hết vé, نفدت التذاكر, אזלו, 満席, 完売, 满员, 售罄, 매진
""",
    Event.START: """
starts today, begins today, start today, opens today, has begun, has started, have begun, is
under way, is underway, are underway, kicks off, kicked off, first day of, welcome to day,
beginnt heute, startet heute, hat begonnen, ist gestartet, geht los, commence aujourd hui, débute
aujourd hui, a commencé, c est parti, empieza hoy, comienza hoy, arranca, ha comenzado, ha
empezado, começa hoje, começou, arranca hoje, inizia oggi, è iniziato, è iniziata, al via, begint
vandaag, is begonnen, börjar idag, startar idag, har börjat, dziś zaczyna, zaczyna się dziś,
rozpoczął się, rozpoczęła się, dnes začíná, začal, začala, сегодня начинается, начался, началась,
началось, стартовал, стартовала, розпочався, розпочалася, başladı, bugün başlıyor, dimulai hari
ini, bắt đầu, بدأ, بدأت, انطلق, انطلقت, התחיל, התחילה, 開幕, 始まりました, 开幕, 시작되었습니다,
개막
""",
    Event.TODAY: """
today, this evening, this afternoon, right now, in one hour, in an hour, heute, aujourd hui, ce
soir, hoy, esta noche, esta tarde, hoje, esta noite, oggi, stasera, vandaag, vanavond, idag, i
dag, ikväll, i kveld, i aften, tänään, dziś, dzisiaj, dnes, večer, сегодня, вечером, сьогодні, ma
este, astăzi, bugün, bu akşam, hari ini, malam ini, hôm nay, tối nay, اليوم, الليلة, היום, הערב,
امروز, आज, 今日, 本日, 今晩, 今天, 今晚, 오늘
""",
    Event.DONE: """
is done, are done, all done, is complete, is completed, is now complete, has been completed, is
finished, has finished, yesterday, last night, last weekend, thank you for, thanks for coming,
thanks to everybody, thanks for, were, brought, abgeschlossen, geschafft, gestern, letztes
wochenende, danke an, danke für, dank an, vielen dank, waren, hier soir, la semaine dernière,
merci à, merci aux, merci pour, est achevé, est achevée, ayer, gracias a, gracias por, fue,
fueron, completado, completada, ontem, obrigado, obrigada, foi, foram, concluído, concluída,
ieri, grazie a, grazie per, completato, completata, è stato, è stata, gisteren, bedankt,
voltooid, haalden, igår, tack till, tack för, slutförd, eilen, kiitos, wczoraj, dziękujemy,
zakończono, byli, był, była, včera, děkujeme, dokončeno, byla, вчера, спасибо, завершён,
завершена, завершено, прошёл, прошла, прошли, состоялся, состоялась, был, была, вчора, дякуємо,
відбувся, відбулася, відбулося, tegnap, köszönjük, dün, teşekkürler, tamamlandı, kemarin, terima
kasih, selesai, hôm qua, cảm ơn, أمس, شكرا, اكتمل, אתמול, תודה, הושלם, 昨日, ありがとう,
終了しました, 完了, 昨天,
谢谢, 謝謝, 已完成, 어제, 감사, 완료, thanks to all who, thanks to everyone who
""",
}
