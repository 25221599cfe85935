import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import forms from '../forms/forms.module.css';
import css from './WordTemplateForm.module.css';

const examples = ['field', 'amount', 'list', 'condition', 'picture'] as const;
const marks: Record<(typeof examples)[number], string> = {
  field: '{{ client.name }}',
  amount: '{{ total | money }}',
  list: '{%tr for item in items %} … {%tr endfor %}',
  condition: '{% if vat %} … {% endif %}',
  picture: '{{ stamp | image(width="40mm") }}',
};

/** How a Word file becomes a template, for who does it the first time. */
export function HowToMark() {
  const { t } = useTranslation();
  return (
    <section className={forms.card} aria-labelledby="how-title">
      <h2 id="how-title" className={forms.legend}>
        {t('word.how')}
      </h2>
      <Text size="sm" c="dimmed" mb="md">
        {t('word.howText')}
      </Text>
      <dl className={css.marks}>
        {examples.map((each) => (
          <div key={each}>
            <dt>
              <code>{marks[each]}</code>
            </dt>
            <dd>{t(`word.mark.${each}`)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
