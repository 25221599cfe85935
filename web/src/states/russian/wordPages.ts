import type { Phrase } from './catalogue';

const damaged = 'Файл повреждён: откройте его в Word и сохраните заново';

/** The pages made of a Word file: what they do not show, and files that no pages can be made of. */
export const wordPages: readonly Phrase[] = [
  ['left out of the pages: {}', 'Не попало на страницы: {}'],
  ['a chart', 'диаграмма'],
  ['SmartArt', 'рисунок SmartArt'],
  ['a drawing canvas', 'полотно с рисунком'],
  ['a drawing', 'рисунок'],
  ['a picture that is kept outside of the file', 'картинка, которой нет в самом файле'],
  ['a picture that the file does not hold', 'картинка, которой нет в файле'],
  ['a picture of the kind {}', 'картинка в формате {}'],
  ['the cropping of a picture', 'обрезка картинки: она видна целиком'],
  ['the turning of a picture', 'поворот картинки'],
  ['a slanting line', 'наклонная линия'],
  ['the outline of a shape, drawn as a rectangle', 'форма фигуры: вместо неё прямоугольник'],
  ['a group of shapes', 'группа фигур'],
  ['the place of a group of shapes', 'место группы фигур'],
  ['a line of an older version of Word', 'линия из старой версии Word'],
  ['a shape of an older version of Word', 'фигура из старой версии Word'],
  ['WordArt', 'надпись WordArt'],
  ['the form of an equation', 'вид формулы: от неё остались буквы и цифры'],
  ['an equation', 'формула'],
  ['the small letters above a text (ruby)', 'мелкие буквы над текстом'],
  ['a document inserted as a whole', 'документ, вставленный целиком'],
  ['the place of a text frame, which stands in the text instead', 'место рамки: её текст стоит в общем тексте'],
  ['page numbers in letters or Roman figures', 'номера страниц буквами или римскими цифрами'],
  ['a border around pages', 'рамка вокруг страницы'],
  ['numbers of lines', 'нумерация строк'],
  ['text set in the middle or at the foot of a page', 'текст, выровненный по середине или по низу страницы'],

  ['This is no Word file: it has no part with a document\'s text.', 'Это не файл Word: в нём нет текста документа'],
  ['This is no Word file: its document has no body. Is it a drawing or a table?', 'Это не файл Word: в нём нет текста документа'],
  ['The file refers to "{}", which it does not hold.', damaged],
  ['The file is damaged: "{}" is no XML.', damaged],
  ['The file is damaged: "{}" is no XML ({}).', damaged],
  ['The file has fields without an end.', damaged],
  ['The document has more than {} pages.', 'В документе больше {} страниц'],
  ['The file has more than {} paragraphs and cells.', 'В файле больше {} абзацев и ячеек'],
  ['The file\'s parts are nested more than {} levels deep: it was not written by a person.', 'В файле слишком глубокая вложенность: больше {} уровней'],
];
