"""The words and phrases by which texts say what happened; commas part them, a star ends a stem.

Each list is there because two texts of one subject differ in it: a release candidate is not the
release, the call for talks is not its extended deadline, the outage is not its end.
"""

from newsdesk.sync.named import Event

NOTHING = """
release notes, release note, release schedule, release party, release team, release engineering,
press release, release manager, notes de version, note de version, notas de la versión,
notas de lançamento, note di rilascio, recording studio, open source, open data, open access,
open science, open knowledge, open education, open street map, open web, open standards,
opening hours, end users, end user, deadline pressure, close to, closed source, closed captions,
down to, back end, report a bug, bug report, bug reports, report bugs, report it, issue report,
this week in, annual plan, change log, changelog, climate change, upcoming release schedule,
beta tester, beta testers, beta testing, beta test, beta cluster, beta wiki, beta feature,
beta features, alpha tester, alpha testers, on demand, annual report
"""
"""What looks like an event and is none: names of documents, fixed terms."""
PHRASES: dict[Event, str] = {
    Event.RELEASE: """
release, releases, released, releasing, is out, are out, out now, now out, just out, just landed,
just dropped, shipped, ships, now available, is available, are available, is here, has landed,
has arrived, new version, new release, security update, security updates, security fix,
security fixes, maintenance update, time to upgrade, general availability, stable version,
veröffentlich*, erschienen, erscheint, freigegeben, verfügbar, neue version, ist da, sind da,
sicherheitsupdate*, sicherheitsaktualisierung*, wartungsversion*, ist raus, publié, publiée,
publiés, publiées, sortie, sorties, disponible, disponibles, nouvelle version, est sorti,
est sortie, mise à jour de sécurité, lanzamiento, lanzado, lanzada, publicado, publicada,
publicados, publicadas, liberado, liberada, nueva versión, ya está aquí,
actualización de seguridad, lançado, lançada, lançamento, disponível, disponíveis, nova versão,
liberação, rilasciato, rilasciata, rilasciati, rilasciate, rilascio, pubblicato, pubblicata,
disponibile, disponibili, nuova versione, è uscito, è uscita, uitgebracht, vrijgegeven,
verschenen, beschikbaar, nieuwe versie, släppt, släppts, släpper, utgiven, tillgänglig,
ny version, udgivet, frigivet, utgitt, lansert, tilgjengelig, julkaistu, saatavilla, wydano,
wydany, wydana, wydanie, opublikowano, dostępny, dostępna, dostępne, nowa wersja, vydán, vydána,
vydáno, vydání, vyšel, vyšla, vyšlo, k dispozici, nová verze, выпущен*, вышел, вышла, вышло,
вышли, выход, релиз, релиза, опубликован*, доступен, доступна, доступно, доступны, новая версия,
обновление безопасности, випущено, вийшов, вийшла, вийшло, реліз, доступний, нова версія,
издаден*, излезе, kiadva, megjelent, elérhető, lansat, disponibilă, κυκλοφόρησε, διαθέσιμο,
çıktı, yayınlandı, yayımlandı, kullanıma sunuldu, yeni sürüm, dirilis, rilis, telah tersedia,
versi baru, phát hành, ra mắt, phiên bản mới, إصدار, الإصدار, صدر, صدرت, أصدرنا, متاح, متاحة,
متوفر, إطلاق, שוחרר, שוחררה, יצאה, זמין, זמינה, גרסה חדשה, منتشر شد, انتشار, در دسترس, جاری,
जारी, उपलब्ध, প্রকাশিত, প্রকাশ, リリース, 公開しました, 公開されました, 提供開始, 发布, 發布,
释出, 釋出, 上线, 上線, 推出, 출시, 릴리스, 릴리즈, 배포, เปิดตัว
""",
    Event.PRE_RELEASE: """
release candidate, release candidates, pre release, prerelease, pre releases, rc, beta, betas,
alpha, alphas, beta release, alpha release, beta version, public beta, developer preview,
tech preview, preview release, test release, nightly, nightlies, beta released,
veröffentlichungskandidat, vorabversion*, testversion*, betaversion*, version candidate,
préversion, pré version, bêta, candidata a lanzamiento, versión candidata, versión preliminar,
candidato a lançamento, versão candidata, versão preliminar, versione candidata,
kandydat do wydania, wersja testowa, kandidát na vydání, vývojová verze, кандидат в релизы,
релиз кандидат, бета, бета версия, альфа, предварительная версия, sürüm adayı, リリース候補,
ベータ版, アルファ版, プレビュー版, 候选版, 候選版, 测试版, 測試版, 预览版, 베타, 후보 버전,
نسخة تجريبية, مرشح الإصدار, גרסת בטא
""",
    Event.END_OF_LIFE: """
end of life, end of support, eol, end of maintenance, no longer supported, no longer maintained,
no longer receive, support ends, support ended, reaches end, reached end, unsupported, sunset,
sunsetting, discontinued, final release, last release, has reached its end, support period ended,
out of support, supportende, support endet, ende der unterstützung, wird nicht mehr unterstützt,
nicht mehr unterstützt, lebensende, nicht mehr gepflegt, fin de vie, fin de support,
fin du support, fin de la prise en charge, n est plus maintenu, n est plus maintenue,
n est plus supporté, fin de vida, fin del ciclo de vida, fin de soporte, fin del soporte,
ya no recibe, fim de vida, fim do suporte, fim do ciclo de vida, fine del supporto, fine vita,
non più supportato, non più supportata, einde van de ondersteuning, niet meer ondersteund,
slut på stöd, koniec wsparcia, koniec życia, konec podpory, ukončena podpora,
прекращение поддержки, конец поддержки, окончание поддержки, поддержка прекращена,
больше не поддерживается, завершение поддержки, кінець підтримки, припинення підтримки,
destek sonu, desteği sona erdi, akhir masa pakai, hết hỗ trợ, نهاية الدعم, نهاية العمر,
סוף התמיכה, پایان پشتیبانی, サポート終了, サポートが終了, 停止支持, 终止支持, 停止維護, 停止维护,
生命周期结束, 지원 종료, support eingestellt, wird eingestellt, unterstützung eingestellt
""",
    Event.OPENING: """
registration is open, registration is now open, registration open, registration opens,
registrations are open, registration opened, registrations open, applications are open,
applications open, applications are now open, call for, calls for, cfp, nominations are open,
nominations open, submissions are open, submissions open, now open, is open, are open, opens,
you can now register, sign up, register now, now accepting, accepting applications,
accepting proposals, submit your, voting is open, voting opens, vote now, tickets are available,
tickets now available, survey is open, anmeldung geöffnet, anmeldung offen, anmeldung ist offen,
anmeldung eröffnet, jetzt anmelden, anmelden, bewerbungsphase, einreichungen, aufruf,
ausschreibung, freigeschaltet, inscriptions ouvertes, inscription ouverte,
inscriptions sont ouvertes, inscrivez, appel à, candidatures ouvertes, ouverture des,
inscripciones abiertas, inscripción abierta, abiertas las inscripciones, convocatoria,
inscríbete, abierto el plazo, inscrições abertas, abertas as inscrições, chamada de,
chamada para, inscreva, iscrizioni aperte, aperte le iscrizioni, iscriviti, inschrijving geopend,
inschrijving is geopend, schrijf je in, anmälan är öppen, anmälan öppen, anmäl dig,
rejestracja otwarta, ruszyła rejestracja, zapisy otwarte, rejestracja jest otwarta,
registrace otevřena, registrace je otevřena, открыта регистрация, регистрация открыта,
началась регистрация, приём заявок, прием заявок, відкрито реєстрацію, реєстрація відкрита,
kayıtlar açıldı, kayıtlar başladı, başvurular açıldı, pendaftaran dibuka, mở đăng ký,
باب التسجيل, التسجيل مفتوح, فتح باب, ההרשמה נפתחה, ההרשמה פתוחה, ثبت نام, पंजीकरण, 参加登録,
申込受付, 募集, 受付開始, 报名, 報名, 注册开放, 开放注册, 征集, 徵集, 참가 신청, 등록 시작, 모집,
เปิดรับ
""",
    Event.CLOSING: """
deadline, deadlines, deadline extended, extended deadline, extended until, extended to,
last chance, last call, final call, closes, closing, closing soon, last day to, final day to,
days left, ends today, ends tomorrow, ends soon, ends on, due by, apply by, register by,
submit by, frist, anmeldeschluss, einsendeschluss, bewerbungsschluss, verlängert, letzte chance,
endet am, nur noch, date limite, dernier jour, dernière chance, prolongée, prolongé,
fecha límite, plazo, último día, última oportunidad, ampliado, prorrogado, prazo, última chance,
scadenza, ultimo giorno, ultima occasione, prorogata, prorogato, laatste kans, laatste dag,
verlengd, sista chansen, sista dagen, förlängd, termin mija, ostatnia szansa, ostatni dzień,
przedłużony, przedłużona, uzávěrka, poslední šance, prodloužen, prodloužena, последний день,
срок, продлён, продлен, дедлайн, останній день, подовжено, son gün, son tarih, uzatıldı,
batas waktu, diperpanjang, hạn chót, الموعد النهائي, آخر موعد, تمديد, מועד אחרון, הוארך, مهلت,
अंतिम तिथि, 締め切り, 締切, 延長, 截止, 延长, 마감, 연장, is closed, now closed, are closed
""",
    Event.REMINDER: """
reminder, remember to, don t forget, do not forget, friendly reminder, heads up, nicht vergessen,
erinnerung, denkt daran, rappel, n oubliez pas, recordatorio, no olvides, recuerda, recuerden,
lembrete, não esqueça, não se esqueça, lembre, promemoria, non dimenticate, non dimenticare,
herinnering, vergeet niet, påminnelse, glöm inte, przypominamy, przypomnienie, nie zapomnij,
připomínáme, připomínka, nezapomeňte, напоминаем, напоминание, не забудьте, нагадуємо,
hatırlatma, unutmayın, pengingat, jangan lupa, nhắc nhở, تذكير, תזכורת, یادآوری, リマインダー,
お忘れなく, 提醒, 别忘了, 別忘了, 알림, 잊지 마세요
""",
    Event.UPCOMING: """
upcoming, coming soon, coming up, join us, save the date, next week, next month, starts, begins,
will take place, takes place, tonight, tomorrow, will be held, meet us, demnächst, bald,
nächste woche, nächsten monat, morgen, findet statt, seid dabei, sei dabei, merkt euch, prochain,
prochaine, prochainement, bientôt, demain, rejoignez nous, aura lieu, próximo, próxima,
próximamente, pronto, mañana, únete, tendrá lugar, em breve, amanhã, participe, acontecerá,
prossimo, prossima, domani, unisciti, si terrà, binnenkort, volgende week, doe mee, snart,
imorgon, nästa vecka, wkrótce, jutro, dołącz, odbędzie się, zítra, brzy, připojte se, скоро,
завтра, присоединяйтесь, состоится, незабаром, відбудеться, yakında, yarın, katılın, segera,
besok, bergabunglah, sắp tới, ngày mai, قريبا, قريبًا, غدا, غدًا, انضموا, بقרוב, מחר, הצטרפו,
به زودی, فردا, 明日, 近日, 即将, 即將, 明天, 내일, 다음 주, 開催します, 開催予定, 開催いたします,
will start, will begin
""",
    Event.RECORDING: """
recording, recordings, video is, videos, watch the, slides, playlist, missed it, missed the,
talks are online, aufzeichnung*, mitschnitt*, video ist, videos sind, enregistrement*, vidéo,
vidéos, revoir, grabación, grabaciones, vídeo, vídeos, gravação, gravações, registrazione,
registrazioni, opname, opnames, inspelning, inspelningar, nagranie, nagrania, záznam, záznamy,
видеозапись, відеозапис, kayıtları izle, rekaman, تسجيل الفيديو, التسجيلات, הקלטה, הקלטות, 録画,
アーカイブ動画, 录像, 錄影, 回放, 녹화, 다시보기, available on demand, watch on demand,
видеозаписи, запись встречи, записи докладов, записи выступлений, запис зустрічі, відеозаписи
""",
    Event.REPORT: """
recap, look back, looking back, wrap up, lessons learned, retrospective, thank you to everyone,
thanks to everyone, that s a wrap, took place, what we learned, impressions, rückblick,
nachbericht, rückschau, abschlussbericht, fand statt, compte rendu, bilan, rétrospective,
retour sur, retrospectiva, así fue, retrospetiva, resoconto, riepilogo, rapporto, terugblik,
återblick, podsumowanie, ohlédnutí, shrnutí, итоги, підсумки, דוח, סיכום, 振り返り, 回顾, 回顧,
总结, 總結, 후기, 요약, highlights from, meeting minutes, report from, reports from,
report on the, event report, conference report, trip report, field report, impressions from,
bericht von, bericht vom, bericht über, zusammenfassung der, zusammenfassung des, rapport de la,
informe del, informe de la, relatório do, relatório da, verslag van, rapport från, raport z,
relacja z, zpráva z, отчёт о, отчет о, отчёт с, звіт про, laporan dari, تقرير عن, resumen de,
resumo do, resumo da, samenvatting van, was a success, war ein erfolg, 開催しました, 開催報告,
参加報告, 活动回顾
""",
    Event.CHANGE: """
change, changes, changed, renamed, moved, moving to, migrated, migration, switched, replaced,
deprecated, deprecation, removed, rescheduled, postponed, new date, änderung, änderungen,
umbenannt, umgezogen, verschoben, umgestellt, abgekündigt, changement*, renommé, déménagé,
reporté, reportée, déplacé, cambio, cambios, renombrado, aplazado, aplazada, pospuesto, mudança,
mudanças, adiado, adiada, renomeado, cambiamento, cambiamenti, rinviato, rinviata, spostato,
wijziging, wijzigingen, uitgesteld, verplaatst, ändring, ändringar, uppskjuten, zmiana, zmiany,
przeniesiony, przeniesiona, przełożony, změna, změny, přesunut, odložen, изменени*, перенесён,
перенесен*, переименован*, зміни, перенесено, değişiklik, ertelendi, perubahan, ditunda,
thay đổi, تغيير, تأجيل, שינוי, נדחה, تغییر, 変更, 延期, 移行, 变更, 變更, 更名, 迁移, 변경, 연기
""",
    Event.CANCELLED: """
cancelled, canceled, cancellation, called off, withdrawn, won t take place, will not take place,
abgesagt, fällt aus, entfällt, annulé, annulée, annulés, annulées, annulation, cancelado,
cancelada, cancelados, suspendido, suspendida, annullato, annullata, cancellato, geannuleerd,
afgelast, gaat niet door, inställt, inställd, avlyst, aflyst, peruttu, odwołany, odwołana,
odwołane, zrušen, zrušena, zrušeno, отменён, отменен, отменена, отменено, скасовано, скасований,
iptal, dibatalkan, hủy, إلغاء, ألغي, בוטל, בוטלה, לغو شد, रद्द, 中止, 取消, 취소
""",
    Event.OUTAGE: """
outage, outages, downtime, is down, are down, unavailable, unreachable, disruption, degraded,
read only, maintenance window, scheduled maintenance, planned maintenance, we are investigating,
investigating, incident, server problems, ausfall, störung, nicht erreichbar, wartungsarbeiten,
wartungsfenster, panne, indisponible, hors ligne, maintenance prévue, interruption, caída, caído,
interrupción, no disponible, mantenimiento programado, indisponível, fora do ar, interrupção,
manutenção programada, disservizio, non raggiungibile, non disponibile, manutenzione programmata,
storing, onbereikbaar, onderhoud, driftstörning, avbrott, awaria, niedostępny, niedostępna,
przerwa techniczna, výpadek, nedostupný, odstávka, сбой, недоступен, недоступна,
технические работы, збій, недоступний, kesinti, erişilemiyor, planlı bakım, gangguan,
pemeliharaan, gián đoạn, bảo trì, انقطاع, عطل, صيانة, תקלה, תחזוקה, قطعی, 障害, メンテナンス,
停止中, 故障, 宕机, 维护, 維護, 장애, 점검
""",
    Event.RECOVERY: """
resolved, restored, recovered, back online, is back, are back, up again, operational,
wieder online, wieder erreichbar, behoben, wieder da, wiederhergestellt, läuft wieder, de retour,
rétabli, rétablie, résolu, résolue, de nouveau en ligne, resuelto, restablecido, restablecida,
de nuevo en línea, restaurado, resolvido, restabelecido, de volta, risolto, ripristinato,
ripristinata, di nuovo online, opgelost, hersteld, weer online, löst, åtgärdat, tillbaka,
naprawiono, naprawiona, przywrócono, działa ponownie, opraveno, vyřešeno, obnoven, obnoveno,
восстановлен*, устранён, устранена, устранен, снова работает, відновлено, усунено, giderildi,
düzeltildi, pulih, teratasi, khắc phục, تم حل, استعادة, נפתר, שוחזר, برطرف شد, 復旧,
解決しました, 已恢复, 已恢復, 修复, 修復, 복구, back up and running, up and running again
""",
}
