"""Traditional characters and their simplified twins, as far as header words use them.

Exports from Taiwan and Hong Kong write the same words in traditional characters; folding them is
enough to find the column, no translation is meant. Pairs as in OpenCC's table of characters.
"""

from __future__ import annotations

_TRADITIONAL = (
    "亞佈佔來係倉備傢傭僅價償優儲內冊凈凍別剋創劃動務匯區參員問啟單噹嚮國圍團埰執報寀實審寬寶導"
    "屬幣庫廠廢廣弔彆彔彙後徑從復態應戶採換損摺撥擊擔據擬攤攬數昇時暫曏會條業標樣檢檯權殘決淨減"
    "測準滿熱營狀獲現產異當發盤確碼禮稅種稱積穫節範簽籤糰約級細組結絕絡統維網線編總繫聯脩臨臺與"
    "舊蔘虛號虧衕補裝製複覈規觸訂計記訪許註評詢試話認語說調請論諮諾議讀變貝負貨責買費貼賠賣質賬"
    "購贈轉迴週進運過達遜遞適郵釦銷鋪錄鎖鏈長門閉開間閤閱關陞階際雙雜雲電韆響順預領題額顏類颱餘"
    "馬體髮麵點齣"
)
_SIMPLIFIED = (
    "亚布占来系仓备家佣仅价偿优储内册净冻别克创划动务汇区参员问启单当向国围团采执报采实审宽宝导"
    "属币库厂废广吊别录汇后径从复态应户采换损折拨击担据拟摊揽数升时暂向会条业标样检台权残决净减"
    "测准满热营状获现产异当发盘确码礼税种称积获节范签签团约级细组结绝络统维网线编总系联修临台与"
    "旧参虚号亏同补装制复核规触订计记访许注评询试话认语说调请论咨诺议读变贝负货责买费贴赔卖质账"
    "购赠转回周进运过达逊递适邮扣销铺录锁链长门闭开间合阅关升阶际双杂云电千响顺预领题额颜类台余"
    "马体发面点出"
)

SIMPLIFIED_OF = str.maketrans(_TRADITIONAL, _SIMPLIFIED)
"""For str.translate: each traditional character becomes its simplified twin."""
