import { currentLanguage } from '../i18n';
import { fieldMessage } from '../states/fieldMessage';
import type { TFunction } from 'i18next';

type Say = (found: string[]) => string;

/** What the template engine says of a mistake, in English, as a Russian would say it. What is not here stays English. */
const russian: [RegExp, Say][] = [
  [/^unknown field "(.+)": did you mean "(.+)"\?$/i, ([a, b]) => `Поля «${a}» нет. Может быть, «${b}»?`],
  [/^unknown field "(.+)"$/i, ([a]) => `Поля «${a}» нет`],
  [/^there is no filter "(.+?)": did you mean "(.+)"\?$/i, ([a, b]) => `Фильтра «${a}» не бывает. Может быть, «${b}»?`],
  [/^there is no filter "(.+?)"$/i, ([a]) => `Фильтра «${a}» не бывает`],
  [/^there is no (?:test|function|tag) "(.+?)"(?:: did you mean "(.+)"\?)?$/i, ([a, b]) => `«${a}» не бывает${b ? `. Может быть, «${b}»?` : ''}`],
  [/^this tag is never closed: (\S+) is missing \(.*\)$/i, ([a]) => `Метка не закрыта: не хватает ${a} (начало и конец — в одном абзаце)`],
  [/^this tag is never closed: (\S+) is missing$/i, ([a]) => `Метка не закрыта: не хватает ${a}`],
  [/^this (\w+) is never closed: (\{%.+%\}) is missing$/i, ([a, b]) => `Блок ${a} не закрыт: не хватает ${b}`],
  [/^this text is never closed: (.+) is missing$/i, ([a]) => `Текст в кавычках не закрыт: не хватает ${a}`],
  [/^"(.+)" closes nothing: no block is open$/i, ([a]) => `«${a}» ничего не закрывает: открытого блока нет`],
  [/^"(.+)" cannot stand here: the open block is "(.+)"$/i, ([a, b]) => `«${a}» здесь не на месте: открыт блок «${b}»`],
  [/^(\S+) closes nothing here$/i, ([a]) => `${a} здесь ничего не закрывает`],
  [/^this tag stands for a (.+), but it is in none$/i, ([a]) => `Метка относится к ${whole(a)}, но стоит не там`],
  [/^this tag stands in the middle of a (.+): give it one of its own$/i, ([a]) => `Метка должна стоять отдельно: дайте ей ${own(a)}`],
  [/^this (\S+) belongs to the (\S+) in (.+), but not to the same/i, ([a, b]) => `${a} и ${b} стоят на разных уровнях: поставьте оба в отдельные абзацы или пишите {%p %}, {%tr %}, {%tc %}`],
  [/^typographic quotes in this tag are read as plain ones$/i, () => 'Кавычки-«ёлочки» в метке прочитаны как обычные'],
  [/^this expression is nested too deeply$/i, () => 'В этом выражении слишком много скобок'],
  [/^This is no Word file: a \.docx is a zip archive\.$/, () => 'Это не файл Word. Откройте его в Word и сохраните как документ .docx'],
  [/^This is no Word file: the archive holds no .+$/, () => 'Это не файл Word: в архиве нет документа'],
  [/^This is an Excel workbook, not a Word file\.$/, () => 'Это книга Excel, а нужен файл Word'],
  [/^This is a presentation, not a Word file\.$/, () => 'Это презентация, а нужен файл Word'],
  [/^".+" is encrypted\. Save the file without a password\.$/, () => 'Файл защищён паролем. Сохраните его без пароля'],
  [/^The archive is damaged/, () => 'Файл повреждён: откройте его в Word и сохраните заново'],
  [/^is empty: the file has no bytes$/i, () => 'Файл пустой'],
];

const whole = (kind = '') => (kind.startsWith('row') ? 'строке таблицы' : kind.startsWith('cell') ? 'ячейке таблицы' : 'абзацу');
const own = (kind = '') => (kind.startsWith('row') ? 'свою строку таблицы' : kind.startsWith('cell') ? 'свою ячейку' : 'свой абзац');

export function noteText(t: TFunction, message: string): string {
  if (currentLanguage() === 'ru') {
    for (const [pattern, say] of russian) {
      const found = pattern.exec(message);
      if (found) return say(found.slice(1));
    }
  }
  return fieldMessage(t, message);
}
