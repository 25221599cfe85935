import i18next from 'i18next';
import { describe, expect, it } from 'vitest';
import { changeLanguage } from '../i18n';
import { parsePlace, placeText } from './placeText';

describe('a place in a template', () => {
  it('is said in the language of the person', () => {
    expect(placeText(i18next.t, 'header 1, paragraph 2, column 4')).toBe('Header 1, paragraph 2, column 4');
    changeLanguage('ru');
    expect(placeText(i18next.t, 'table 1, row 2, cell 3, paragraph 1')).toBe('Таблица 1, строка 2, ячейка 3, абзац 1');
    expect(placeText(i18next.t, 'paragraph 3, link, column 19')).toBe('Абзац 3, ссылка, столбец 19');
    expect(placeText(i18next.t, 'paragraph 1, text box, paragraph 2')).toBe('Абзац 1, надпись, абзац 2');
    expect(placeText(i18next.t, 'sheet “row 2”, cell B7, column 5')).toBe('Лист “row 2”, ячейка B7, столбец 5');
    expect(placeText(i18next.t, 'document properties, title')).toBe('Свойства документа, title');
  });

  it('is parted from the text near it', () => {
    expect(parsePlace('paragraph 12 (“the line (of “goods”)”), column 5')).toEqual({ place: 'paragraph 12', near: 'the line (of “goods”)' });
    expect(parsePlace('line 3, column 11')).toEqual({ place: 'line 3, column 11', near: '' });
    expect(parsePlace('')).toEqual({ place: '', near: '' });
  });
});
